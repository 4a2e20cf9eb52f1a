"""Who occurs in a review, what each is called where they are not named, and how far each agreed to be named."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from incidents.evidence_formats import pagerduty
from incidents.models import EvidenceAuthor, Involvement, Part
from reviews.models import (
    Attendance,
    Audience,
    BroughtIn,
    Comment,
    EventNote,
    FollowUp,
    ImportedComment,
    Interview,
    NameChoice,
    NotAPerson,
    Participation,
    Question,
    Review,
    RoomGuest,
    Thread,
)
from reviews.naming import Naming, Somebody, fold, told_apart, words_of

PART_WORDS = {
    Part.ON_CALL: gettext_lazy("the person on call"),
    Part.COMMAND: gettext_lazy("the incident commander"),
    Part.SUPPORT: gettext_lazy("the person from support"),
    Part.SECURITY: gettext_lazy("the person from security"),
    Part.COMMUNICATIONS: gettext_lazy("the person who kept others informed"),
    Part.DEPENDENT_TEAM: gettext_lazy("the person from a dependent team"),
    Part.CUSTOMER_FACING: gettext_lazy("the person who spoke with customers"),
    Part.AFFECTED_USER: gettext_lazy("the affected user"),
    Part.RESPONDER: gettext_lazy("the responder"),
}
ORDER = [Audience.THERE, Audience.COMPANY, Audience.PUBLIC]
# Products that write into channels under their own names; none that is a person's name too.
_PRODUCTS = (
    "datadog pagerduty opsgenie victorops grafana prometheus nagios zabbix sentry splunk dynatrace pingdom statuspage "
    "cloudwatch github gitlab bitbucket circleci argocd jira zapier rootly firehydrant honeycomb"
)
_MACHINE = re.compile(
    r"bot\b|alert|\b(?:app|checks?|ci|cron|pager|probes?|status)\b|webhook|monitor"
    rf"|\A(?:{'|'.join(_PRODUCTS.split())})\b",
    re.IGNORECASE,
)


@dataclass
class Known:
    """Somebody who occurs in the review. choice: "" or the widest audience that may read their name; typed: see reviews.naming."""

    key: str
    names: list[str]
    part: str
    user: User | None = None
    involvement: Involvement | None = None
    choice: str = ""
    words: str = field(default="")
    typed: bool = False

    @property
    def label(self) -> str:
        """What their part is called in lists."""
        return str(self.involvement.get_part_display()) if self.involvement else ""

    def may_be_named(self, audience: str) -> bool:
        return bool(self.choice) and ORDER.index(Audience(self.choice)) >= ORDER.index(Audience(audience))


def people(review: Review, text: str = "") -> list[Known]:
    """Everybody in the review, and accounts outside it whose name stands in `text`; a fixed number of queries."""
    known: dict[str, Known] = {}
    for each in Involvement.objects.filter(incident=review.incident_id).select_related("user").order_by("pk"):
        _know(
            known,
            each.user,
            each.name,
            str(PART_WORDS[Part(each.part)] if each.part in Part.values else _("a colleague")),
            each,
        )
    for place in Participation.objects.filter(review=review).select_related("user").order_by("pk"):
        leads = place.role == Participation.Role.FACILITATOR
        _know(known, place.user, "", _("the facilitator") if leads else _("a colleague"))
    for user in User.objects.filter(pk__in=_writers(review)).order_by("pk"):
        _know(known, user, "", _("a colleague"))
    _own_names(review, known.values())
    for name in _without_account(review):
        _know(known, None, name, _("a colleague"))
    for name in _typed(review):
        _know(known, None, name, _("a colleague"), typed=True)
    for user in _elsewhere(text, {each.user.pk for each in known.values() if each.user}):
        _know(known, user, "", _("a colleague"))
    nobody = {fold(words)[0] for words in no_people(review, known.values())}
    found = [each for each in known.values() if each.user or fold(each.names[0])[0] not in nobody]
    _choose(review, found)
    for one, words in zip(found, told_apart([one.part for one in found]), strict=True):
        one.words = words
    return found


def _know(
    known: dict[str, Known],
    user: User | None,
    name: str,
    part: str,
    involvement: Involvement | None = None,
    *,
    typed: bool = False,
) -> None:
    """A person once, by account or else by name; one who has both is one."""
    if user:
        key, names = f"user-{user.pk}", [*filter(None, (user.name, user.email))]
        same = next((each for each in known.values() if not each.user and _is_called(each, user.name)), None)
        if same and key not in known:
            same.user, same.names = user, names
        if any(each.user == user for each in known.values()):
            return
    else:
        key, names = f"name-{fold(name)[0].strip()}", [name]
        same = next((each for each in known.values() if _is_called(each, name)), None)
        if same or not name.strip():
            return
    known.setdefault(key, Known(key, names, part, user, involvement, typed=typed))


def _is_called(known: Known, name: str) -> bool:
    return fold(known.names[0])[0] == fold(name)[0]


def _own_names(review: Review, known: Iterable[Known]) -> None:
    """What people with an account are called in the evidence is theirs, and no other person's."""
    authors = EvidenceAuthor.objects.filter(incident=review.incident_id, user__isnull=False).exclude(name="")
    theirs = {each.user.pk: each for each in known if each.user}
    for user, name in authors.values_list("user", "name").order_by("pk"):
        if name not in theirs[user].names:
            theirs[user].names.append(name)


def _writers(review: Review) -> set[int]:
    """Accounts that wrote, asked, came or took something on, also when they are no longer in the review."""
    here = {"review": review}
    found = [
        FollowUp.objects.filter(**here).values_list("owner", flat=True),
        EventNote.objects.filter(**here).values_list("by", flat=True),
        Question.objects.filter(**here).values_list("by", flat=True),
        Attendance.objects.filter(**here).values_list("user", flat=True),
        Thread.objects.filter(document__review=review).values_list("started_by", flat=True),
        Comment.objects.filter(thread__document__review=review).values_list("by", flat=True),
        review.document.revisions.values_list("made_by", flat=True),
        EvidenceAuthor.objects.filter(incident=review.incident_id).values_list("user", flat=True),
    ]
    return {pk for rows in found for pk in rows if pk}


def _typed(review: Review) -> Iterable[str]:
    """Names that anybody may have typed, a team, a service or a joke among them."""
    authors = EvidenceAuthor.objects.filter(incident=review.incident_id, user=None, is_person=True).exclude(name="")
    people = authors.exclude(key__startswith=pagerduty.SERVICE)
    for author in people.values_list("name", flat=True).distinct().order_by("name"):
        if not _MACHINE.search(author):
            yield author
    yield from RoomGuest.objects.filter(review=review).exclude(name="").values_list("name", flat=True)
    yield from FollowUp.objects.filter(review=review).exclude(owner_name="").values_list("owner_name", flat=True)


def _without_account(review: Review) -> Iterable[str]:
    # Also of those who are taken off the incident by now: what they agreed to have quoted stays in the document.
    yield from Interview.objects.filter(review=review).exclude(name="").values_list("name", flat=True)
    yield from ImportedComment.objects.filter(comment__thread__document__review=review).values_list("author", flat=True)
    brought = BroughtIn.objects.filter(review=review).first()
    if brought:
        yield from _words(brought.people)
        yield from _words(brought.names)
        yield from (each["name"] for each in brought.attendance)


def _words(kept: object) -> Iterator[str]:
    """Every text in lists and dicts."""
    if isinstance(kept, str):
        yield kept
    elif isinstance(kept, dict | list):
        for each in kept.values() if isinstance(kept, dict) else kept:
            yield from _words(each)


def _elsewhere(text: str, here: set[int]) -> list[User]:
    """Other accounts all words of whose name, or whose address, stand in the text."""
    folded = fold(text)[0]
    words = set(re.findall(r"[^\W\d_]+", folded))
    if not words:
        return []
    rows = User.objects.exclude(pk__in=here).values_list("pk", "name", "email")
    found = [
        pk
        for pk, name, email in rows
        if ((mine := set(re.findall(r"[^\W\d_]+", fold(name)[0]))) and mine <= words) or email.lower() in folded
    ]
    return list(User.objects.filter(pk__in=found).order_by("pk"))


def no_people(review: Review, known: Iterable[Known]) -> list[str]:
    """What facilitators said is nobody's name; what is the name of somebody with an account is theirs all the same."""
    marked = NotAPerson.objects.filter(review=review).order_by("words").values_list("words", flat=True)
    theirs = list(known)
    return [words for words in marked if not is_a_name(words, theirs)]


def is_a_name(words: str, known: Iterable[Known]) -> bool:
    """Whether these words are of the name and the part of people with an account and nothing else, or hold a whole name of theirs."""
    theirs, said = [each for each in known if each.user], words_of(words)
    names = [words_of(name) for each in theirs for name in each.names if "@" not in name]
    parts = [words_of(part) for each in theirs for part in (each.part, each.label)]
    addresses = [words_of(name) for each in theirs for name in each.names if "@" in name]
    return said <= frozenset().union(*names, *parts, *addresses) or any(
        len(name) > 1 and name <= said for name in names
    )


def _choose(review: Review, known: list[Known]) -> None:
    rows = NameChoice.objects.filter(review=review)
    by_user = {each.person_id: each.widest for each in rows if each.person_id}
    by_name = {each.involvement_id: each.widest for each in rows if each.involvement_id}
    for each in known:
        if each.user:
            each.choice = by_user.get(each.user.pk, "")
        elif each.involvement:
            each.choice = by_name.get(each.involvement.pk, "")


def naming(known: Iterable[Known], audience: str, no_people: Collection[str] = ()) -> Naming:
    """What this audience reads instead of names. `no_people`: see the function of this name."""
    somebody = [
        Somebody(tuple(each.names), each.words, each.may_be_named(audience), each.typed, each.label) for each in known
    ]
    return Naming(somebody, _("someone"), no_people)
