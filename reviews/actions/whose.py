"""Whose row something is: a person's with an account, or a guest's on their device. Either column is set, never both."""

from accounts.models import User
from reviews.models import RoomGuest

Person = User | RoomGuest


def columns(who: Person, account: str = "user") -> dict[str, Person]:
    """For filters and new rows; `account` is what the column of people with an account is called."""
    return {"guest": who} if isinstance(who, RoomGuest) else {account: who}


def account(who: Person) -> User | None:
    """For records of who did it: guests have no account to stand there."""
    return None if isinstance(who, RoomGuest) else who
