"""Who among many people may hear a region of a review: a rule of the permissions, asked for all of them in one query."""

from collections.abc import Callable, Collection

from accounts.models import User
from accounts.verdicts import Verdict
from reviews import permissions
from reviews.models import Review


def those(people: Collection[User], review: Review | None, rule: Callable[[User, Review], Verdict]) -> list[int]:
    """The numbers of those to whom the rule says yes; nobody where there is no such review."""
    if review is None:
        return []
    permissions.know_roles(people, review)
    return [user.pk for user in people if rule(user, review)]
