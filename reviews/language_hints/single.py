"""Wording that stops at one cause, whatever it is: the one cause was, solely, it came down to."""

import re

from reviews.language_hints.causes import OUTAGE
from reviews.language_hints.rules import SINGLE, Rule, after, before, rule, stands, told
from reviews.language_hints.sentences import Sentence
from reviews.language_hints.words import family


def no_heading(sentence: Sentence, first: int, last: int) -> bool:
    """A lone heading is either; it gets no hint."""
    return len([word for word in sentence.words if word.isalpha()]) > 3 or ":" in sentence.words[last + 1 : last + 2]


def single(sentence: Sentence, first: int, last: int) -> bool:
    """Not one among several, not a cause that is asked for or sought as a plural."""
    return not re.search(
        r" (?:one|some|several|many|multiple|other|contributing|possible|potential|a|possible) (?:of )?(?:the )?$",
        before(sentence, first, 3),
    ) and not re.search(r" (?:and|among|one of) (?:several|many|other)", sentence.line)


def _not_only(sentence: Sentence, first: int, last: int) -> bool:
    return sentence.words[max(0, first - 1)] not in {"not", "that", "if"} or sentence.words[first] in {
        "solely",
        "purely",
    }


def _rooted(sentence: Sentence, first: int, last: int) -> bool:
    return sentence.words[last + 1 : last + 2] != ["causes"] and " or " not in before(sentence, first, 2)


# What a reason is given for without any incident.
_ERRANDS = family("meeting call review change choice decision visit move request session workshop document")


def _alone(sentence: Sentence, first: int, last: int) -> bool:
    """A reason or a thing needs more than the noun: "the one thing that caused", "the only reason for"."""
    words = sentence.words[first : last + 1]
    if "reason" in words and _ERRANDS & set(after(sentence, last, 4).split()):
        return False
    if "cause" in words or "culprit" in words:
        return True
    if "thing" in words or "factor" in words or "trigger" in words:
        return "caused" in words or ("factor" in words and "was" in words) or ("trigger" in words and "was" in words)
    return "very" not in words and ("main" not in words or words[-1] in {"was", "is", "why", "for", "behind"})


def _settled(sentence: Sentence, first: int, last: int) -> bool:
    return not re.match(
        r"(?:not|never|still|unknown|unclear|un\w+|being|several|many|a (?:mix|combination|number|set)|hard|under|yet) ?",
        after(sentence, last, 2),
    )


def _downto(sentence: Sentence, first: int, last: int) -> bool:
    if sentence.words[first] in {"was", "is", "all"}:
        return re.match(
            r"(?:{})".format(r"\d|zero|earth|the (?:last|office|lab|second|first|basement)"), after(sentence, last, 2)
        ) is None and "%" not in after(sentence, last, 3)
    return not re.match(
        r"\d|zero|earth|the (?:lab|office|basement|desk|floor|war)|(?:join|help|look|talk) ", after(sentence, last, 2)
    )


def _traced(sentence: Sentence, first: int, last: int) -> bool:
    words = sentence.words[first : last + 1]
    return "single" in words or "one" in words or words[0] == "traced"


_CAUSAL = re.compile(
    r" (?:caus\w+|due|because|responsib\w+|blam\w+|faults?|failures?|results?|reasons?|outages?|incidents?|explain\w*|"
    r"attribut\w+|down|came|broke|crash\w*|happened|loss|error|mistakes?) "
)


def _of_cause(sentence: Sentence, first: int, last: int) -> bool:
    """ "Solely" said of a cause, not of where a job runs."""
    return _CAUSAL.search(sentence.line) is not None


def _plain_stands(sentence: Sentence, first: int, last: int) -> bool:
    if sentence.words[first] in {"nothing", "no"}:
        return sentence.words[max(0, first - 1)] in {"was", "is", "were", "to", "by"}
    return stands(sentence, first, last)


RULES: tuple[Rule, ...] = (
    rule(
        SINGLE,
        r"(?:due|thanks|owing|attributable|attributed|traced|caused|down) (?:solely|entirely|only|purely|exclusively|wholly|alone|completely)(?: to| by| because of| of)?",
        stands,
    ),
    rule(
        SINGLE,
        r"(?:solely|purely|exclusively|entirely|wholly|completely|simply|just|merely|all|only|100 %) (?:because(?: of)?|(?:due|down|owing|attributable|thanks) to|caused by|the (?:fault|result) of|a (?:result|consequence) of|explained by|responsible for)",
        stands,
        _not_only,
    ),
    rule(SINGLE, r"solely|purely and simply|pure and simple|and nothing else|for one reason only", stands, _of_cause),
    rule(
        SINGLE,
        r"(?:the |a |its |our |one |this |that )?(?:(?:real|true|actual|main|primary|ultimate|single|sole|only|one|likely|definitive|technical|proximate|underlying|confirmed|probable) ){0,2}root[ -]cause(?: of {few}?)?(?: (?:was|is|turned out|has been|lies|lay|behind))?",
        stands,
        told,
        no_heading,
        _rooted,
    ),
    rule(SINGLE, r"(?:root-cause|root-caused|rootcause|root-causing)", stands, no_heading),
    rule(
        SINGLE,
        r"(?:the |a |its |our |one |this |that )?(?:real|true|actual|main|primary|ultimate|single|sole|only|one|underlying|definitive|principal|very|fundamental|basic|central|exact|immediate) (?:cause|reason|culprit|trigger|explanation|source of (?:the|all)|factor|thing)(?: (?:was|is|that caused|behind|why|for|of))?",
        stands,
        single,
        _alone,
    ),
    rule(
        SINGLE,
        r"(?:the|its) (?:cause|reason) (?:of|for|behind|why) {few}(?:was|is|turned out|were)",
        stands,
        single,
        told,
        _settled,
    ),
    rule(SINGLE, r"the cause (?:was|is|turned out|lay|has been)", stands, told, _settled),
    rule(
        SINGLE,
        r"(?:the|its|one) (?:simple |plain |short )?(?:reason|explanation|answer) (?:was|is|turned out to be|proved to be) "
        r"(?:simply|just|plainly|quite simply|easy|simple|obvious|nothing (?:more|other) than|that|a|an|the)",
        stands,
        told,
        single,
    ),
    rule(
        SINGLE,
        rf"(?:what|the thing that|which is what|that is what|this is what) (?:really |actually |ultimately )?(?:caused|broke|brought down|took down|triggered) {OUTAGE} (?:was|is)",
        stands,
    ),
    rule(
        SINGLE,
        r"(?:all|all of (?:this|it|that|the \w+)|everything|it all|this all|the (?:whole|entire) \w+|the (?:outage|incident|failure|problem|trouble)) "
        r"(?:(?:can|could|may|has|have|had) (?:all )?(?:be|been) |was |were |is )?(?:ultimately |eventually |simply )?"
        r"(?:trace|traces|traced|goes|went|leads|led|points|pointed|comes|came|boils|boiled) (?:right )?(?:back|down) to",
        stands,
    ),
    rule(
        SINGLE,
        r"(?:what|the thing that|the one that) (?:really |actually |ultimately |finally )?(?:(?:brought|took|knocked|tipped) {few}"
        r"(?:down|out|over|offline|apart|to a halt|to (?:its|their|our) knees)|(?:sank|killed|tripped|felled) {two}\w+) {two}(?:was|is)(?= (?!not ))",
        stands,
        told,
    ),
    rule(
        SINGLE,
        r"nothing (?:else )?(?:but|except|other than|more than) {few}(?:(?:was|is) (?:responsible|to blame|the cause|behind|at fault|at work)|caused|explains|led|brought|broke)",
    ),
    rule(SINGLE, r"(?:came|comes|come|coming|boiled|boils|boil|boiling|all|was|is) (?:all )?down to", stands, _downto),
    rule(
        SINGLE,
        r"(?:traced|tracked|pinned|narrowed|nailed) (?:{two}|it all |everything |all )?(?:back |down )?to (?:just |only )?(?:a|one|the)(?: single| one| lone)? \S+",
        stands,
        _traced,
    ),
    rule(
        SINGLE,
        r"(?:nothing (?:but|more than|other than|else than)|no other (?:reason|cause)|for one reason|one and only (?:reason|cause)|all it took|single-handedly|alone (?:was (?:responsible|enough|the)|caused|is|explains|brought|took)|stemmed (?:entirely|solely|only) from|(?:everything|it all|all of it) (?:stemmed|came|followed|started) from|caused by (?:just |only )?(?:one thing|a single \w+)|stemmed from (?:a single|one)|one simple (?:reason|cause)|explains (?:everything|it all|the whole \w+)|the whole story|(?:the )?cause of (?:it all|everything|all of (?:this|it))|to a single (?:cause|reason|factor|point))",
        _plain_stands,
        told,
    ),
    rule(
        SINGLE,
        r"(?:was|is) (?:simply |really |clearly |ultimately |indeed )?(?:the cause|the reason|the culprit|what caused|what broke|what took down)(?: (?:of|for|behind|why))?",
        stands,
        single,
        told,
    ),
    rule(
        SINGLE,
        r"(?:a |the |just )?(?:single |lone |one (?!who|that|of))(?:misconfigured |bad |wrong |missing |stale )?(?:\w+|cause|reason|mistake|error|bug|bad \w+|line|change|command|missing \w+|wrong \w+) (?:\w+ ){0,3}(?:caused|brought down|took down|was (?:enough|responsible|behind)|explains)",
        stands,
    ),
    rule(
        SINGLE,
        r"(?:at )?(?:the )?(?:very )?root of (?:the|this|that|it|all|our|these) {two}(?:was|were|lay|lies|is)|"
        r"(?:the|one|main|real) (?:\w+ )?culprit (?:was|is|turned out to be|proved to be|here)|"
        r"(?:due to|because of|caused by|owing to|down to) (?:just |only )?(?:one (?!of |or |another )|a single )\w+|"
        r"everything (?:else )?(?:that |which )?(?:followed|happened) (?:\w+ ){0,3}(?:was|came|were)",
        stands,
        told,
    ),
    rule(SINGLE, r"(?:just|simply|only|all|purely|merely) because", stands, _not_only),
)
