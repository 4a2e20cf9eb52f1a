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


YES = Verdict(True)


def no(reason: "_StrOrPromise") -> Verdict:
    return Verdict(False, reason)
