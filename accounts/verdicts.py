"""A verdict says whether a person may do something, and if not, why, in words that the person understands."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True)
class Verdict:
    """True when allowed; otherwise `reason` is shown as the answer and as the disabled button's tooltip."""

    ok: bool
    reason: "_StrOrPromise" = ""

    def __bool__(self) -> bool:
        return self.ok

    def unless(self, hindered: bool, reason: "_StrOrPromise") -> "Verdict":
        """This verdict, but a no with that reason where it would be a yes and something hinders it."""
        return Verdict(False, reason) if self.ok and hindered else self


YES = Verdict(True)


def no(reason: "_StrOrPromise") -> Verdict:
    return Verdict(False, reason)
