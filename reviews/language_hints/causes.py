"""Wording that stops at a person, named or not, or at human fallibility: human error, at fault, X's mistake."""

import re

from reviews.language_hints.rules import PERSON, Rule, after, before, rule, stands, told
from reviews.language_hints.sentences import Sentence
from reviews.language_hints.subject import ACT, MACHINE, kind_of, subject
from reviews.language_hints.subject import PERSON as PEOPLE
from reviews.language_hints.words import CLAUSE_ENDS, PREPOSITIONS, family

_THINGS = re.compile(
    r"(?:rate|rates|code|codes|message|messages|page|pages|log|logs|handler|handling|handlers|count|counts|budget|budgets|"
    r"report|reports|type|types|class|classes|response|responses|prevention|model|metric|metrics|screen|screens|dialog|"
    r"analysis|states|state|text|correction|tracking|tracker|assessment|log|5\d\d|4\d\d) "
)
_LEARNT = re.compile(
    r" (?:learn|learned|learnt|learning|allow|allows|room|forgive|admit|admitting|hide|hiding) (?:\w+ ){0,2}$"
)
_PERSON_WORD = (
    r"(?:human|operator|user|pilot|admin|administrator|engineer|developer|manual|driver|staff|employee|technician|people|"
    r"personal|individual|dba|sre|reviewer|manager|agent|clerical|programmer|programming|person|contractor|support|personnel|handling|"
    r"procedural|installer|supervisor|controller|analyst|team|oncall|vendor|typing|copy-paste|copy-and-paste)"
)
_SLIP = (
    r"(?:errors?|mistakes?|faults?|failures?|failings?|slips?|slip-ups?|oversights?|typos?|blunders?|negligence|carelessness|"
    r"inattention|misconfiguration|misjudgement|incompetence|misstep|lapse|lapses|mishandling|forgetfulness|inexperience|confusion|"
    r"laziness|impatience|ignorance|misunderstanding|fat fingers?|miscommunication|wrong command|cock-up|screw-up|mix-up|omission|recklessness)"
)
_ACTED = (
    r"typed|entered|ran|deleted|dropped|restarted|pushed|forgot|mistyped|misread|misunderstood|misconfigured|miskeyed|misjudged|clicked|copied|executed|applied|deployed|merged|changed|"
    r"did|made|pressed|removed|failed|confused|mixed|broke|used|chose|set|overwrote|wiped|pasted|selected|approved|skipped|"
    r"rebooted|stopped|disabled|unplugged|edited|ignored|had (?:run|typed|forgotten|made)|was (?:careless|tired|distracted|inexperienced|not paying)"
)
OUTAGE = (
    r"(?:the |this |our |that |an |a |its |all |every |half |most )?(?:whole |entire |complete |full |major |second |first |production |global )?"
    r"(?:outage|incident|failure|downtime|problem|crash|breach|leak|loss|data loss|production|site|website|database|cluster|"
    r"primary|network|issue|disruption|delay|error|errors|system|service|platform|checkout|api|login|payments?|accident|"
    r"deletion|regression|interruption|degradation|shop|app|queue|mess|chaos|build|line|link|region|fire|short circuit|damage|flood|corruption|collapse|blackout|power cut|power loss|spill|event|rollback|prod|deploy|deployment|pipeline|release|backups?|migration|failover)"
)


def no_thing(sentence: Sentence, first: int, last: int) -> bool:
    """Not "user error rate" or "operator error page", which name a thing."""
    raw = sentence.raw[first : last + 1]
    title = first > 0 and len(raw) > 1 and all(word[0].isupper() for word in raw)
    learnt = _LEARNT.search(before(sentence, first, 4))
    return not (title or learnt or _THINGS.match(after(sentence, last, 2)))


def owned(sentence: Sentence, first: int, last: int) -> bool:
    """For "X's mistake": X is a person or several."""
    if sentence.words[first] in {"nobody", "anybody", "anyone", "one", "someone's"}:
        return False
    place = first
    while place < last and sentence.words[place + 1] != "'s":
        place += 1
    word = sentence.words[place]
    if sentence.words[first] in {"my", "our", "his", "her", "their", "your", "whose"} or word.endswith("s'"):
        return True
    if sentence.words[place] != "'s" and place == last:
        return False
    return kind_of(sentence, place) not in {MACHINE} or (
        sentence.raw[place][0].isupper() and kind_of(sentence, place) == PEOPLE
    )


def by_person(sentence: Sentence, first: int, last: int) -> bool:
    """The last words of the place hold a person."""
    return any(
        kind_of(sentence, place) == PEOPLE and sentence.words[place] not in _CUSTOMERS
        for place in range(max(first + 1, last - 3), last + 1)
    )


_CUSTOMERS = {
    "customer",
    "customers",
    "users",
    "stakeholders",
    "one",
    "all",
    "none",
    "most",
    "few",
    "it",
    "both",
    "other",
    "others",
}


def person_acts(sentence: Sentence, first: int, last: int) -> bool:
    return subject(sentence, first) == PEOPLE


def _blames(sentence: Sentence, first: int, last: int) -> bool:
    """For "responsible for the outage": said of people, or what follows "fault of"; not "the incident channel"."""
    if sentence.words[first] == "fault":
        return True
    ahead = set(sentence.words[last + 1 : last + 2])
    ends = ahead <= CLAUSE_ENDS | PREPOSITIONS | {"?", "!", "§", "he", "she", "they", "we"}
    return ends and subject(sentence, first) in {PEOPLE, ACT}


def no_machine(sentence: Sentence, first: int, last: int) -> bool:
    """A thing that "was mistyped" was so by somebody."""
    return subject(sentence, first) != MACHINE or sentence.words[max(0, first - 1)] in {"was", "were", "been"}


def _causer(sentence: Sentence, first: int, last: int) -> bool:
    verb = next((place for place in range(first, min(first + 2, last)) if sentence.words[place] in _CAUSED), first)
    return subject(sentence, verb) == PEOPLE and not (
        sentence.words[verb] in {"started", "created", "killed"} and sentence.words[last] != "outage"
    )


_CAUSED = {
    "caused",
    "triggered",
    "broke",
    "crashed",
    "took",
    "brought",
    "knocked",
    "wrecked",
    "ruined",
    "sank",
    "killed",
    "started",
    "created",
}


def _because(sentence: Sentence, first: int, last: int) -> bool:
    who = [kind_of(sentence, place) for place in range(first + 1, last)]
    known = [kind for kind in who if kind in {PEOPLE, MACHINE, ACT}]
    return bool(known) and known[0] == PEOPLE


def _slip_of(sentence: Sentence, first: int, last: int) -> bool:
    """A mistake or an error that may be a machine's needs a person near it; a typo, an oversight or a slip does not."""
    inside = set(sentence.words[first : last + 1])
    if inside & {
        "mistake",
        "mistakes",
        "oversight",
        "slip",
        "typo",
        "blunder",
        "negligence",
        "carelessness",
        "inattention",
        "slip-up",
        "lapse",
        "incompetence",
        "forgetfulness",
        "inexperience",
    }:
        return True
    return any(kind_of(sentence, place) == PEOPLE for place in range(first + 1, last + 1))


_LINKS_TO = family("to of by on")
_AFTER_PERSON = family(". , ; ) ( — – and who in on from at with during after but or that whom when while") | {"§"}


def _blamed(sentence: Sentence, first: int, last: int) -> bool:
    """ "Because of the operator" stops there; "because of the customer's clock" or "the team's dashboard" goes on."""
    start = next((place for place in range(first, last + 1) if sentence.words[place] in _LINKS_TO), first) + 1
    for place in range(start, last + 1):
        if kind_of(sentence, place) == PEOPLE and sentence.words[place] not in _CUSTOMERS:
            return place + 1 == len(sentence.words) or sentence.words[place + 1] in _AFTER_PERSON
    return False


def _of_people(sentence: Sentence, first: int, last: int) -> bool:
    """ "It was Ana who broke it": a person stands inside."""
    return any(kind_of(sentence, place) == PEOPLE for place in range(first + 1, last))


def _person_doing(sentence: Sentence, first: int, last: int) -> bool:
    """ "The result of an employee clicking on": the one who acts is a person."""
    who = last - 2 if sentence.words[last - 1] == "'s" else last - 1
    return kind_of(sentence, who) == PEOPLE and sentence.words[who] not in _CUSTOMERS


def _of_person(sentence: Sentence, first: int, last: int) -> bool:
    """A cable that is "the culprit" is a single cause, not a person."""
    tail = [kind_of(sentence, place) for place in range(last + 1, min(last + 8, len(sentence.words)))]
    return PEOPLE in tail or subject(sentence, first) == PEOPLE


def _first(sentence: Sentence, first: int, last: int) -> bool:
    """One hint is enough where the sentence has said "mistake" already."""
    return not {"mistake", "error", "slip", "fault"} & set(sentence.words[:first])


def _not_a_topic(sentence: Sentence, first: int, last: int) -> bool:
    """A bare "human factor" is a topic; "the human factor was" blames."""
    return sentence.words[first + 1] != "factor" or last > first + 1


def _not_errors_from(sentence: Sentence, first: int, last: int) -> bool:
    """ "Errors from the vendor's API" may be a machine's."""
    shared = sentence.words[first] in {"confusion", "failure", "failures", "errors", "error"}
    return not shared or sentence.words[first + 1] != "from"


_HARM = re.compile(r"(?:the )?(?:outage|incident|failure|error|mistake|loss|problem|deletion|breach)")


def _for_harm(sentence: Sentence, first: int, last: int) -> bool:
    return _HARM.match(after(sentence, last, 3)) is not None


RULES: tuple[Rule, ...] = (
    rule(
        PERSON,
        r"(?:accidentally|inadvertently|unintentionally|by accident|by mistake) (?:deleted|dropped|removed|ran|typed|pushed|merged|deployed|restarted|stopped|disabled|wiped|overwrote|triggered|shut|rebooted|sent|exposed|changed)",
        person_acts,
        stands,
    ),
    rule(PERSON, rf"{_PERSON_WORD} {_SLIP}", stands, no_thing),
    rule(
        PERSON,
        r"(?:human|operator|engineer) (?:factor|fallibility|weakness|negligence)(?: was| is| caused)?",
        stands,
        _not_a_topic,
    ),
    rule(
        PERSON,
        rf"(?:my|our|his|her|their|your|whose|\S+s'|\S+ 's) (?:own |simple |honest |stupid |single |careless |silly |small |big |costly |typing |configuration |manual |human |momentary ){{0,2}}{_SLIP}",
        stands,
        owned,
        no_thing,
    ),
    rule(
        PERSON,
        r"(?:(?:was|were|is|are|be|been|being|clearly|partly|largely|solely) )?(?:at fault|to blame)",
        stands,
        no_machine,
    ),
    rule(
        PERSON,
        r"(?:the )?(?:blame|fault|responsibility) (?:for {few})?(?:lies|lay|rests|rested|falls|fell|sits|was|is) (?:squarely |entirely |solely )?(?:with|on|at|theirs|his|hers|ours|mine)",
        stands,
    ),
    rule(
        PERSON,
        r"(?:fault of|(?:(?:he|she|they|we|i|who) )?(?:is|was|were|are) (?:solely |entirely |directly |personally )?(?:responsible|accountable|answerable) for (?:{the}{two}(?:outage|incident|failure|loss|deletion|downtime|mistake|error|problem|breach|delay|leak|crash|disruption|mess|misconfiguration|accident|mix-up|confusion|chaos|collapse|fire|flood|blackout|damage|corruption|exposure|fault)))",
        stands,
        _blames,
    ),
    rule(
        PERSON,
        r"(?:caused|triggered|created|introduced|brought about|brought on|made possible|broken|taken down|brought down) (?:\w+ly )?by {the}{two}\S+",
        stands,
        by_person,
    ),
    rule(
        PERSON,
        rf"(?:\S+ )?(?:caused|triggered|broke|crashed|took down|brought down|knocked out|knocked over|wrecked|ruined|took out|sank|killed|started|created) {OUTAGE}",
        stands,
        _causer,
    ),
    rule(
        PERSON,
        r"(?:fat-fingered|fat fingered|fat-fingering|fat finger|screwed up|screw up|messed up|mucked up|botched|bungled|slipped up|goofed|blundered|dropped the ball|cocked up|stuffed up|mistyped|miskeyed)",
        stands,
        no_machine,
    ),
    rule(
        PERSON,
        r"(?:make|made|making|makes|committed) (?:a|an|the|another|some|one|this|that|several|his|her|their|such a) {two}(?:mistakes?|errors?|slip|blunder|typo|oversight)",
        stands,
        no_machine,
    ),
    rule(
        PERSON,
        rf"because {{the}}{{two}}\S+ (?:(?:had|accidentally|mistakenly|wrongly|\w+ly|was|were|who|on|call|duty|in|charge) ){{0,4}}(?:{_ACTED})",
        stands,
        _because,
    ),
    rule(
        PERSON,
        rf"(?:due to|because of|owing to|result of|down to|consequence of|caused by|traced to|traced back to|blamed on|attributed to|attributable to|through|thanks to) (?:{{the}}{{two}}{_SLIP}(?: (?:by|of|from|that|made|on the part) {{the}}{{two}}\S+)?)",
        stands,
        no_thing,
        _slip_of,
    ),
    rule(
        PERSON,
        rf"(?:{_SLIP}) (?:made |committed )?(?:by|on the part of|from) {{the}}{{two}}\S+",
        stands,
        by_person,
        _not_errors_from,
    ),
    rule(
        PERSON,
        r"(?:due to|because of|caused by|result of|blamed on|attributed to|down to|traced to|traced back to|attributable to|pinned on) (?:{the}{two}\S+)",
        stands,
        by_person,
        _blamed,
    ),
    rule(
        PERSON,
        r"(?:due to|because of|caused by|result of|consequence of|blamed on|down to|thanks to) {the}(?:\w+ )?\w+ (?:'s )?\w+ing",
        stands,
        _person_doing,
    ),
    rule(
        PERSON,
        rf"(?:it|that|this) was (?:\S+ ){{1,3}}who (?:\w+ly |had )?(?:{_ACTED}|caused|triggered|started|nuked|killed)",
        stands,
        _of_people,
    ),
    rule(
        PERSON,
        r"my bad|mea culpa|(?:put|puts|lays|laid|placed|places|pins|pinned) {few}(?:blame|fault) {few}(?:on|at the (?:door|feet) of)",
        stands,
    ),
    rule(PERSON, r"(?:mistakes?|errors?|blunders?) (?:was|were|had been|have been) (?:\w+ly )?made", stands),
    rule(
        PERSON,
        r"(?:slips? of (?:the|a|his|her|my) (?:finger|hand|keyboard|mouse|pen)|finger trouble|fat fingers?|pebkac|pebcak|layer 8 (?:problem|issue)|"
        r"between (?:the )?(?:keyboard and (?:the )?chair|chair and (?:the )?keyboard))",
        stands,
    ),
    rule(
        PERSON,
        r"(?:culprits?|guilty party|guilty parties|guilty|offender|wrongdoer|weakest link|weak link|scapegoat)",
        stands,
        _of_person,
    ),
    rule(
        PERSON,
        r"(?:careless|carelessness|negligent|negligence|inattentive|inattention|inattentiveness|absent-minded|fat fingers|(?:a )?lack of (?:attention|care|concentration|diligence|focus|vigilance|attention to detail)|not paying attention|was not careful|not careful enough|clumsiness)",
        stands,
    ),
    rule(
        PERSON,
        r"(?:ran|typed|entered|pushed|deleted|dropped|restarted|rebooted|pasted|copied|picked|selected|clicked|running|typing|pushing|deleting|executed|executing|chose) (?:\w+ )?(?:on )?the wrong \w+",
        person_acts,
        told,
        stands,
        _first,
    ),
    rule(
        PERSON,
        r"(?:individual|person|people|engineer|employee|team|operator|party|one) (?:who (?:is|was|were) )?(?:responsible|at fault|to blame) for",
        stands,
        _for_harm,
    ),
)
