"""The statements that every survey asks, there whatever ran before."""

import pytest

from surveys.models import Statement


@pytest.fixture
def statements(db: None) -> None:
    """The four of the migration; a test with real transactions empties every table behind it."""
    for position, slug in enumerate(["good-use", "right-things", "safe", "learned"], start=1):
        Statement.objects.get_or_create(slug=slug, defaults={"text": f"I say {slug}.", "position": position})
