"""Wording that grades people's acts, decisions, work or character: poor decision, wrongly assumed, unprofessional."""

import re

from reviews.language_hints.rules import JUDGEMENT, Rule, after, before, rule, stands, told
from reviews.language_hints.sentences import Sentence
from reviews.language_hints.subject import ACT, MACHINE, PERSON, RUN, UNKNOWN, kind_of, subject
from reviews.language_hints.words import HUMAN_ACTS, MACHINES, PRODUCTS, family

# Character and conduct: said of people whatever follows.
_STRONG = (
    r"unprofessional|remiss|lame|reckless|irresponsible|incompetent|foolish|foolhardy|careless|negligent|sloppy|lazy|hasty|rash|unwise|"
    r"ill-(?!defined|posed|formed|conditioned|fated)\w+|inexcusable|unforgivable|amateurish|amateur|inept|complacent|overconfident|over-confident|short-sighted|shortsighted|"
    r"thoughtless|shoddy|arrogant|lax|stupid|dumb|silly|naive|naïve|misguided|ill-judged|ill-considered|ill-conceived|"
    r"half-hearted|useless|half-baked|lacklustre|slapdash|haphazard|cavalier|clumsy|clueless|indefensible|unjustifiable|shameful|"
    r"embarrassing|disgraceful|appalling|abysmal|dreadful|pathetic|ridiculous|idiotic|absurd|lackadaisical|undisciplined|"
    r"unqualified|incapable|inexperienced|irrational|dishonest|dismissive|rude|unhelpful|uncooperative|panicky|imprudent|"
    r"unreasonable|senseless|stubborn|cowardly|selfish|sluggish|lethargic|disorganised|disorganized|ill-prepared|unprepared|"
    r"negligible effort|egregious|inconsiderate|hurried|rushed|botched|overcautious|over-cautious|timid|tone-deaf|"
    r"heavy-handed|short-tempered|unthinking|injudicious|laughable|scandalous|deplorable|lamentable|woeful|woefully \w+"
)
_WEAK = (
    r"poor|flimsy|shaky|spurious|unfounded|baseless|sketchy|bad|terrible|awful|wrong|inadequate|insufficient|unacceptable|weak|disappointing|inappropriate|questionable|"
    r"horrible|lousy|subpar|sub-par|substandard|mediocre|flawed|faulty|chaotic|confused|incorrect|mistaken|unfortunate|"
    r"deficient|unsatisfactory|improper|dubious|worst|worse|slow|late|messy|regrettable|unsound|superficial|incomplete|"
    r"faulty|risky|dangerous|misplaced|premature|ineffective|belated|suboptimal|sub-optimal|unsafe|excessive|needless|not good enough"
)
_WORKS = (
    r"decisions?|judgements?|calls?|choices?|communications?|planning|plans?|hand-overs?|reviews?|testing|tests|responses?|reactions?|"
    r"leadership|management|coordination|practices?|behaviou?r|attitude|jobs?|work|workmanship|handling|preparation|training|"
    r"processes|process|ideas?|moves?|discipline|culture|teamwork|supervision|oversight|reasoning|assumptions?|guess|thinking|"
    r"diagnosis|advice|documentation|code review|engineering|craftsmanship|execution|performance (?:of|by) the (?:team|on)|"
    r"habits?|instincts?|priorities|prioriti[sz]ation|manners|conduct|etiquette|hygiene|effort|attempt|conclusions?|answer|"
    r"organi[sz]ation|approach|strategy|estimate|estimates|risk assessment|design (?:choice|decision)s?|tradeoffs?|trade-offs?|"
    r"call-handling|follow-up|follow-through|due diligence|care|staffing|governance|change management|understanding|bet|turn|"
    r"action|actions|course of action|order|procedure|person|people|team|engineer|manager|vendor|supplier|practice|solution"
)
_ADVERBS = (
    r"wrongly|mistakenly|recklessly|foolishly|carelessly|hastily|sloppily|incorrectly|erroneously|unprofessionally|"
    r"irresponsibly|blindly|naively|naïvely|stupidly|lazily|poorly|badly|negligently|unwisely|inexplicably|rashly|clumsily|"
    r"wrongfully|improperly|inappropriately|inadequately|insufficiently|incompetently|thoughtlessly|needlessly|prematurely|"
    r"inexcusably|misguidedly|arrogantly|stubbornly|unreasonably|amateurishly|ineptly|half-heartedly|falsely|unthinkingly|hurriedly|complacently|unnecessarily|ineffectively|belatedly|shoddily|unacceptably|terribly"
)
_BELIEVED = family(
    "assumed believed thought concluded trusted assuming believing decided judged interpreted diagnosed guessed expected",
    "supposed understood convinced attributed identified blamed told advised approved closed dismissed chose configured",
)
_TECHNICAL = re.compile(
    r"(?:loading|load|loads|evaluation|deletion|loaded|loader|init\w*|migration|replication|bayes|datetime\w*|timestamp\w*|implementation|terminal|pipe|"
    r"state|states|hosts|request|requests|gateway|bits?|sectors?|blocks?|disks?|cables?|data|rows?|time|times|timestamps?|value|"
    r"exit|unmount|free|luck|news|weather|signal|connection|reception|"
    r"permissions?|privileges?|memory|space|capacity|funds|password|credentials|response times?|performance|quality|link) "
)
_PEOPLE = {PERSON, ACT}


def graded(sentence: Sentence, first: int, last: int) -> bool:
    """A strong word: not a term ("lazy loading"), and not said of a machine."""
    if _TECHNICAL.match(after(sentence, last, 2)) or (
        sentence.words[last] in {"rushed", "hurried"} and not _state(sentence, first)
    ):
        return False
    following = next((kind_of(sentence, p) for p in range(last + 1, min(last + 3, len(sentence.words)))), UNKNOWN)
    if _state(sentence, first):
        return subject(sentence, first) != MACHINE or sentence.words[max(0, first - 2)] in {"it"}
    return following != MACHINE


def _state(sentence: Sentence, first: int) -> bool:
    """Whether the word is said with was, were, is: "was (very) reckless"."""
    return (
        re.search(
            r" (?:is|are|was|were|be|been|being|seems|seemed|looked|felt|became) (?:\S+ ){0,2}$",
            before(sentence, first, 4),
        )
        is not None
    )


_OF_MACHINES = re.compile(
    r"(?:times?|codes?|rates?|from the (?:\w+ )?(?:api|server|service|database|proxy|backend|endpoint)|by the (?:api|server|"
    r"script|scheduler|optimi\w+|planner)|of the (?:optimi\w+|planner|scheduler|disk|cache|network|api)) "
)
_OF_TIME = family("slow late incomplete confused worse risky dangerous")
_TIMED = family("tests job jobs work order call calls process processes")
_OF_CHOICE = family("wrong bad incorrect")
_CHOSEN = family(
    "job jobs order process team person people answer plans tests engineer turn procedure plan response responses solution"
)


def of_work(sentence: Sentence, first: int, last: int) -> bool:
    """A weak word before a work of people: not "a poor response from the API", nor "the wrong job"."""
    if _OF_MACHINES.match(after(sentence, last, 4)):
        return False
    grade, noun = sentence.words[first], sentence.words[last]
    if grade in _OF_TIME and noun in _TIMED:
        return False
    if grade in _OF_CHOICE and noun in _CHOSEN:
        return grade == "bad" and noun in {"plan", "solution"}
    owner = max(0, first - 1)
    return kind_of(sentence, owner) != MACHINE or sentence.words[owner] == "'s"


def _noun(sentence: Sentence, first: int) -> str:
    return sentence.words[max(0, first - 1)]


def done_badly(sentence: Sentence, first: int, last: int) -> bool:
    """An adverb: beside an act of people, in front of their verb or after it."""
    place = first
    beside = set(sentence.words[max(0, place - 1) : place] + sentence.words[place + 1 : place + 2])
    who = subject(sentence, place)
    if who == MACHINE and not beside & _BELIEVED:
        passive = re.search(r" (?:was|were|been|being|had been) (?:\S+ )?$", before(sentence, first, 3))
        return bool(passive) and bool(
            beside & (HUMAN_ACTS - {"run", "handled", "set", "stopped", "detected", "identified"})
        )
    if sentence.words[place] in {"badly", "terribly", "poorly", "unnecessarily", "unacceptably"}:
        return who in _PEOPLE or bool(beside & (HUMAN_ACTS | _WRITTEN)) or who == RUN
    return not set(sentence.words[place + 1 : place + 2]) & (MACHINES | PRODUCTS)


_WRITTEN = family(
    "thought-out thought worded written phrased communicated designed organised organized managed coordinated executed trained chosen timed led"
)


def _predicate(sentence: Sentence, first: int, last: int) -> bool:
    if kind_of(sentence, min(last + 1, len(sentence.words) - 1)) == MACHINE and last + 1 < len(sentence.words):
        return False
    verb = max(place for place in range(max(0, first - 4), first) if sentence.words[place] in _BE or place == first - 1)
    tail = after(sentence, last, 3)
    if re.match(
        r"(?:to (?:call|say|blame|point)|by (?:a|the|\d)|at the time|because|node|host|on) ?", tail
    ) and sentence.words[last] in {"wrong", "late", "slow", "incorrect", "faulty"}:
        return sentence.words[last] == "late" and tail.startswith("because") and subject(sentence, verb) == PERSON
    who, noun = subject(sentence, verb), _noun(sentence, verb)
    if sentence.words[last] in _NOT_DONE and noun in {"that", "this", "which"}:
        return True
    if sentence.words[last] in {
        "slow",
        "late",
        "worse",
        "incomplete",
        "confused",
        "risky",
        "dangerous",
        "weak",
        "worst",
        "insufficient",
    }:
        return (
            who == ACT
            or re.fullmatch(_WORKS, noun) is not None
            or (who == PERSON and sentence.words[last] in {"slow", "weak"})
        )
    return (
        who in _PEOPLE
        or re.fullmatch(_WORKS, noun) is not None
        or (tail.startswith("to ") and (who != MACHINE or noun in {"it", "that", "this"}))
    )


# Said of "that" or "this" they grade an act, for a thing is hardly unacceptable.
_NOT_DONE = family("unacceptable inappropriate inadequate disappointing regrettable")
_BE = family("is are was were been being seemed felt")


_REGRETTED = family("mistake blunder misstep folly disgrace embarrassment")


def _as_grade(sentence: Sentence, first: int, last: int) -> bool:
    if sentence.words[last + 1] in {".", ",", ";"} and sentence.words[last] != "judgement":
        opens = sentence.words[0].endswith("ing") or bool(
            {"that", "this", "it", "what", "decision"} & set(sentence.words[:first])
        )
        return opens and sentence.words[last] in _REGRETTED and " was " in before(sentence, first, 2)
    return re.search(r" (?:was|is|been|be|made|as) (?:\w+ )?$", before(sentence, first, 3)) is not None


def _no_machine(sentence: Sentence, first: int, last: int) -> bool:
    return subject(sentence, first) != MACHINE


def _by_people(sentence: Sentence, first: int, last: int) -> bool:
    verb = max((p for p in range(max(0, first - 6), first) if sentence.words[p] in _CONDUCT), default=first)
    return subject(sentence, verb) in _PEOPLE


_CONDUCT = family(
    "handled managed ran led planned executed organised organized communicated prepared coordinated conducted responded",
    "reacted performed behaved acted did dealt",
)


def _too_much(sentence: Sentence, first: int, last: int) -> bool:
    """ "Too slow to": of people or their work, with was or after their verb ("took far too long to")."""
    state = _state(sentence, first)
    who = subject(sentence, first if state else first - 1)
    if not state and sentence.words[max(0, first - 1)] not in {
        "took",
        "waited",
        "acted",
        "reacted",
        "moved",
        "responded",
        "were",
        "was",
    }:
        return False
    return who in _PEOPLE or re.fullmatch(_WORKS, _noun(sentence, first - 1)) is not None


RULES: tuple[Rule, ...] = (
    rule(JUDGEMENT, rf"(?:{_WEAK}|{_STRONG}) (?:\w+ )?(?:and \w+ )?(?:{_WORKS})", stands, told, of_work),
    rule(
        JUDGEMENT,
        r"(?:unacceptably|far too|much too|too|painfully|embarrassingly|inexcusably|disappointingly|frustratingly|woefully|shockingly) (?:slow|late|slowly|long|hasty|cautious|confident|eager|trusting|optimistic|careless|quick|hesitant|passive|relaxed|timid|proud|busy \w+|\w+ed)",
        stands,
        told,
        _too_much,
    ),
    rule(JUDGEMENT, rf"(?:{_STRONG})", stands, told, graded),
    rule(
        JUDGEMENT,
        rf"(?:is|are|was|were|been|being|seemed|felt) (?:\w+ ){{0,2}}?(?P<hint>(?:{_WEAK}))(?! (?:of|about) )",
        stands,
        told,
        _predicate,
    ),
    rule(JUDGEMENT, rf"(?:{_ADVERBS})", stands, told, done_badly),
    rule(
        JUDGEMENT,
        r"(?:handled|managed|ran|led|planned|executed|organi[sz]ed|communicated|prepared|coordinated|conducted|responded|reacted|"
        r"performed|behaved|acted|did|dealt with) {few}(?P<hint>badly|poorly|terribly|awfully|appallingly|wrongly|inadequately|"
        r"(?:far |much )?too slowly|(?:far |much )?too late)",
        stands,
        told,
        _by_people,
    ),
    rule(
        JUDGEMENT,
        r"beggars belief|beggared belief|in (?:way )?over (?:his|her|their|our) heads?|hopeless|not (?:a )?(?:very )?(?:good|great|wise|smart|clever) (?:decision|idea|call|choice|move|plan)|amateurs|idiots|cowboys|clowns|morons|had no business|made (?:such )?a mess of|mess (?:they|he|she|we) made|no idea what (?:they|he|she|we) (?:was|were) doing",
        stands,
    ),
    rule(
        JUDGEMENT,
        r"(?:incompetence|laziness|stupidity|recklessness|sloppiness|complacency|unprofessionalism|hubris|arrogance|thoughtlessness|foolishness|ineptitude|short-sightedness|mismanagement|misjudgement|malpractice|(?:a |complete |total )?(?:lack|absence) of (?:discipline|judgement|professionalism|competence|ownership|rigour|rigor|foresight|common sense|leadership|coordination|communication|planning|preparation|skill|understanding|experience|courage|urgency|seriousness|responsibility|respect))",
        stands,
    ),
    rule(
        JUDGEMENT,
        r"(?:panicked|in a panic|overreacted|over-reacted|underestimated|misjudged|mishandled|mismanaged|dithered|rushed(?= (?:the|it|this|into|through|ahead) )|bungled|fumbled|sat on (?:their|his|her) hands|lost (?:his|her|their) nerve|cut corners|cutting corners|took (?:a |the )?shortcuts?|asleep at the wheel|took (?:an )?unnecessary risks?|made a mess|out of (?:his|her|their|its) depth|jumped to (?:a |the )?conclusions?|did not care|could not be bothered|let (?:us|them|him|her|you|everyone|the \w+|our \w+) down|lost (?:his|her|their|its) (?:head|heads|temper|patience|cool|composure))",
        stands,
        _no_machine,
    ),
    rule(
        JUDGEMENT,
        r"(?:a|an|the|another) (?:big |huge |serious |grave |terrible |costly |clear |bad |major |poor )?(?:mistake|error|blunder|misstep|folly|disgrace|embarrassment|failure)(?: of judgement)?(?= (?:to|of judgement|on our|on their|by the|that we|not to|[.,;]) )",
        stands,
        _as_grade,
    ),
    rule(
        JUDGEMENT,
        r"(?:knew|known|know) better|(?:no|little) (?:excuse|regard for|sense of urgency)|beneath (?:our|the) standards?|below (?:our|the) standards?|not (?:good enough|up to (?:the job|standard|scratch|the task)|acceptable|professional|thorough enough|careful enough)|fell short|leaves? (?:a lot |much )?to be desired|left (?:a lot |much )?to be desired",
        _no_machine,
    ),
)
