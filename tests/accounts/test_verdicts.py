"""A verdict, and what hinders it."""

from accounts.verdicts import YES, no


def test_what_hinders_turns_a_yes_into_a_no_with_its_reason() -> None:
    assert YES.unless(False, "over") == YES
    assert YES.unless(True, "over") == no("over")


def test_a_no_keeps_the_reason_it_had() -> None:
    assert no("not yours").unless(True, "over") == no("not yours")
