"""The time zone of a form: its name, or the city that only it can mean."""

import pytest
from django.core.exceptions import ValidationError

from accounts.forms import ZoneField


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        (" New York ", "America/New_York"),
        ("utc", "UTC"),
        ("UTC", "UTC"),
        ("EST", "EST"),  # an alias that was always taken
    ],
)
def test_a_city_that_only_one_zone_has_is_enough(typed: str, zone: str) -> None:
    assert ZoneField().clean(typed) == zone


@pytest.mark.parametrize("typed", ["Louisville", "Middle Earth", "America", "erlin"])
def test_what_means_several_or_none_is_asked_again(typed: str) -> None:
    with pytest.raises(ValidationError, match="Type the nearest large city"):
        ZoneField().clean(typed)
