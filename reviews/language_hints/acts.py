"""The verbs of acts that people leave undone, and their forms: check, checked, checking."""

from reviews.language_hints.words import family

# Verbs that tell of a person's act whatever their object: "did not check", "never checked", "without checking".
UNDONE = family(
    "check test follow tell inform notify notice ask escalate read verify consider realise realize recognise recognize look",
    "page communicate document update think mention review validate confirm raise report warn involve include anticipate",
    "foresee plan respond react act question bother account spot understand appreciate call contact alert announce share",
    "prioritise prioritize invest monitor rehearse practise acknowledge double-check heed loop listen consult train brief",
    "debrief reply answer inspect investigate examine assess measure audit compare challenge insist object intervene step",
    "explain clarify describe discuss agree remember revoke rotate renew decommission sign chase schedule arrange organise",
    "organize coordinate delegate invite introduce research estimate budget fund specify define publish comply adhere adapt",
    "declare pause halt abort revert label tag annotate archive secure protect disclose address learn cancel postpone",
    "attempt try talk speak doubt suspect pay reach back stick enforce apply invoke",
)
# Verbs that a machine shares, or that tell of no neglect where they stand alone: only said of people, and not after "was".
SHARED = family(
    "open send write record save keep make put give take do set add create build start stop roll run wait hand pick use lock",
    "close fix patch upgrade restore enable disable remove replace switch turn limit clean",
    "catch provide bring configure install merge deploy isolate implement exercise prepare",
)
_DOUBLED = family("stop plan spot step tag set put run")
_PAST = {
    "tell": "told", "read": "read", "think": "thought", "foresee": "foreseen", "understand": "understood",
    "pay": "paid", "speak": "spoken", "stick": "stuck", "send": "sent", "write": "written", "keep": "kept", "make": "made",
    "put": "put", "give": "given", "take": "taken", "do": "done", "set": "set", "build": "built", "run": "run",
    "catch": "caught", "bring": "brought",
}  # fmt: skip
_SIMPLE = {
    "foresee": "foresaw", "speak": "spoke", "write": "wrote", "give": "gave", "take": "took", "do": "did", "run": "ran",
}  # fmt: skip


def _joined(verb: str, ending: str) -> str:
    """A verb with "ed" or "ing": check, stop with two p, use without its e."""
    if verb in _DOUBLED:
        return verb + verb[-1] + ending
    if verb.endswith("y") and verb[-2] not in "aeo" and ending == "ed":
        return verb[:-1] + "ied"
    return (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb) + ending


def done(verbs: frozenset[str]) -> frozenset[str]:
    """The participles: checked, told, written."""
    return frozenset(_PAST.get(verb) or _joined(verb, "ed") for verb in verbs)


def did(verbs: frozenset[str]) -> frozenset[str]:
    """The simple past: checked, told, wrote."""
    return frozenset(_SIMPLE.get(verb) or _PAST.get(verb) or _joined(verb, "ed") for verb in verbs)


def doing(verbs: frozenset[str]) -> frozenset[str]:
    """The forms in -ing: checking, telling, writing."""
    return frozenset(_joined(verb, "ing") for verb in verbs)


def choice(*words: frozenset[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(frozenset().union(*words), key=lambda word: (-len(word), word)))
