"""What a report begins with: the document without headings that nobody wrote anything under."""

import pytest

from reviews.report_merge import without_empty_parts


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("# One\n\nwords\n\n# Two\n\n# Three\n", "# One\n\nwords\n"),
        ("# One\n\n## Deeper\n\nwords\n", "# One\n\n## Deeper\n\nwords\n"),
        ("# One\n\n## Deeper\n\n# Two\n\nwords\n", "# Two\n\nwords\n"),
        ("# One\n\n```\n# a remark in code\n```\n", "# One\n\n```\n# a remark in code\n```\n"),
        ("", ""),
    ],
)
def test_headings_with_nothing_under_them_are_not_taken_over(text: str, left: str) -> None:
    assert without_empty_parts(text).lstrip("\n") == left
