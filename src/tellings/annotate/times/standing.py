"""Whether a doubtful reading stands where it is: lone words, bare years, lone hours."""

from __future__ import annotations

from .chart import Node
from .grammar import Grammar
from .tokens import BROKEN, GLUED, SPACED, Tokens

_HOURS = frozenset(("full hour", "minutes past the hour", "minutes to the hour", "hour of the afternoon"))
_HOUR_OF_PART = "clock time with part of day"
_LONE_MONTH = "month alone"
_SHORT = 3  # letters of a word too short to carry a telling ending
_TWO_CLOCKS = "two clock times"
_LATER = frozenset(("later", "earlier"))
_BARE_YEARS = range(1500, 2101)


def stands(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether a doubtful lone word ("may") or number (a bare year) is a time expression where it stands."""
    fields, first = node.fields, node.start
    if fields.get("request") or _other_sense(node, tokens, grammar):
        return False
    if "shift" in fields and node.stop - first == 1 and (tokens.words[first],) in grammar.words.get("smallday", ()):
        opens = first == 0 or tokens.gaps[first] == BROKEN or not tokens.words[first - 1].isalnum()
        return opens or tokens.text[tokens.starts[first]].islower()
    if fields.get("beside") and fields.keys().isdisjoint(_NUMBERED) and not _abbreviated(node, tokens, grammar):
        return False
    if fields.get("weak"):
        start, stop = tokens.starts[first], tokens.stops[first]
        if stop - start > 1 and tokens.text[start:stop].isupper() and not _shouted(tokens, first):
            return False  # letters of an abbreviation for something else
        lone_start = first == 0 or tokens.gaps[first] == BROKEN or tokens.words[first - 1] in ".!?:"
        return (
            (tokens.text[start].isupper() and not lone_start)
            or after(node, tokens, grammar, "dateprep")
            or before(node, tokens, grammar, "sinceafter")
            or until_after(node, tokens, grammar)
        )
    if node.rule == _LONE_MONTH and "smallmonths" in grammar.words and _name_like(node, tokens):
        return after(node, tokens, grammar, "dateprep")
    if fields.get("lonehour") and not _hour_stands(node, tokens, grammar):
        return False
    if node.rule in _LATER and _before_event(node, tokens, grammar):
        return False  # "onze ans après la pose": as long as that, no day
    if _age_beside_name(node, tokens) or _age_of_two(node, tokens, grammar) or _within_name(node, tokens, grammar):
        return False
    glued = first > 0 and tokens.gaps[first] == GLUED and tokens.words[first - 1].isalpha()
    if glued and "unit" in fields and "n" in fields:
        return False  # the minutes of "23h17"
    if fields.get("daylone") and _counts(node, tokens, grammar):
        return False
    if node.rule == _TWO_CLOCKS and _one_numeral(node, tokens):
        return False
    if node.rule in _HOURS and grammar.words.get("hourprep") and not _at_hour(node, tokens, grammar):
        return False  # "une heure" is as long as that, "à une heure" is one o'clock
    if node.rule == _HOUR_OF_PART and grammar.words.get("partprep") and not _hour_of_part(node, tokens, grammar):
        return False  # «четыре ночи» are as many nights, «в четыре ночи» is an hour
    if fields.get("ordinalhour") and _counts(node, tokens, grammar) and not _verb_follows(node, tokens, grammar):
        return False  # "o drugiej turze"
    if fields.get("bars") and after(node, tokens, grammar, fields["bars"]):
        return False
    if fields.get("bare") and fields.get("spelled"):
        counted = _word_follows(node, tokens) and not fields["y"] % 100  # only round counts are spelled out
        return after(node, tokens, grammar, "yearprep") and not counted
    if fields.get("bare"):
        return fields["y"] in _BARE_YEARS and _bare_year(node, tokens, grammar)
    if fields.get("needs"):
        return after(node, tokens, grammar, fields["needs"]) and not _decimal(node, tokens)
    return True


def barred(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether the words beside a node are those that its rule forbids: before it `unless`, after it `unlessbefore`."""
    fields = node.fields
    return ("unless" in fields and after(node, tokens, grammar, fields["unless"])) or (
        "unlessbefore" in fields and before(node, tokens, grammar, fields["unlessbefore"])
    )


_SHORTEST = 2  # letters; a short form of so few needs its dot
_NUMBERED = frozenset(("d", "y", "y2", "yy", "h", "nth", "lo", "hi"))  # a number beside a short form makes it one


def _abbreviated(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether a short form is no word or name: its dot, or a preposition of dates before three letters, and no capital behind."""
    words, dot = tokens.words, node.stop if tokens.words[node.stop - 1] != "." else node.stop - 1
    if tokens.stops[node.start] - tokens.starts[node.start] > _SHORTEST and after(node, tokens, grammar, "dateprep"):
        return dot == len(words) or not tokens.text[tokens.starts[dot]].isupper()
    if dot >= len(words) or words[dot] != "." or tokens.gaps[dot] != GLUED:
        return False
    follows = dot + 1 < len(words) and tokens.gaps[dot + 1] != BROKEN
    return follows and words[dot + 1] != "." and not tokens.text[tokens.starts[dot + 1]].isupper()


def _at_hour(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether a word that only the clock has stands before an hour, or is its first."""
    opens = any(tokens.words[node.start] == form[0] for form in grammar.words.get("at", ()))
    digits = tokens.words[node.start].isdigit() and ":" in tokens.words[node.start : node.stop]
    noon = (tokens.words[node.start],) in grammar.words.get("clockword", ())
    return opens or digits or noon or after(node, tokens, grammar, "hourprep")


def _other_sense(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether the words beside what was read show that it is something else: a rate, an ordinal, a length of time."""
    fields, first, last = node.fields, node.start, (tokens.words[node.stop - 1],)
    base, count = fields.get("base"), fields.get("n")
    if isinstance(base, dict) and base.get("request"):
        return True  # "years after the first": of no month
    many = (fields.get("apart") and count != 1) or fields.get("untold")
    if many and last in grammar.words.get("singular", ()):
        return True  # "turns eighteen next year"
    if fields.get("from") == "text" and after(node, tokens, grammar, "lasting"):
        return True  # "for twenty years before"
    if node.rule == "every unit" and any(kind == "ord" for _, kind, _ in grammar.lexicon.get(last[0], ())):
        return _counts(node, tokens, grammar)  # "every second pupil"
    rate = node.rule == "amount of time" and (tokens.words[first],) in grammar.words.get("rate", ())
    return rate and _counted_before(first, tokens)


_RATED = 3  # tokens before a rate that hold its number
_MONEY = frozenset("$€£")


def _counted_before(at: int, tokens: Tokens) -> bool:
    """Whether a number and a word, or a sum of money, stand right before: "300 euros [a month]"; not "15 a year"."""
    words = tokens.words[max(0, at - _RATED) : at]
    told = bool(words) and (words[-1].isalpha() or any(w in _MONEY for w in words))
    return told and any(w.isdigit() for w in words)


def _before_event(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether what an amount of time is later or earlier than follows: where the pack has the words for it."""
    at = node.stop - 1
    return any(tuple(tokens.words[at : at + len(form)]) == form for form in grammar.words.get("laterthing", ()))


def _verb_follows(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether the word behind has the ending of a past tense, which no noun has in the case of an hour."""
    word = tokens.words[node.stop]
    return len(word) > _SHORT and bool(grammar.past_endings) and word.endswith(grammar.past_endings)


def _hour_of_part(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether a number beside a part of day is an hour: by a preposition, the word of the hour, or its minutes."""
    words = tokens.words[node.start : node.stop]
    told = any((word,) in grammar.words.get("oclock", ()) or word in (":", ".") for word in words)
    return told or after(node, tokens, grammar, "partprep")


_OLDEST = 120  # years
_COUNTED_FROM = frozenset(("sign", "which", "from", "shift", "base", "half", "more"))


def _name_like(node: Node, tokens: Tokens) -> bool:
    """Whether a month has the capital of a name where months are written small: «Марта Ойлунд»; the first word of a sentence only before another."""
    first, stop = node.start, node.stop
    if not tokens.text[tokens.starts[first]].isupper() or _shouted(tokens, first):
        return False
    opens = first == 0 or tokens.gaps[first] == BROKEN or not tokens.words[first - 1].isalpha()
    follows = stop < len(tokens.words) and tokens.gaps[stop] == SPACED and tokens.text[tokens.starts[stop]].isupper()
    return follows or not opens


def _one_numeral(node: Node, tokens: Tokens) -> bool:
    """Whether words and hyphens without a space are one number written out: "quatre-vingt-dix-sept"."""
    words, gaps = tokens.words, tokens.gaps
    return any(
        words[i] == "-" and gaps[i] == gaps[i + 1] == GLUED and words[i - 1].isalpha() and words[i + 1].isalpha()
        for i in range(node.start + 1, node.stop - 1)
    )


def _age_beside_name(node: Node, tokens: Tokens) -> bool:
    """Whether years between commas behind a capitalised word are how old somebody is: "Ana Pell, 41 years, said"."""
    fields, first, stop = node.fields, node.start, node.stop
    count = fields.get("n")
    if fields.get("unit") != "year" or not isinstance(count, int) or count > _OLDEST or _COUNTED_FROM & fields.keys():
        return False
    if first < 2 or tokens.words[first - 1] not in (",", "(") or not tokens.text[tokens.starts[first - 2]].isupper():
        return False
    return stop == len(tokens.words) or tokens.words[stop] in (",", ".", ";", ")")


def _age_of_two(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether years are the age of the second of two: "aged 19 and 22 years", "de entre 8 y 73 años"."""
    fields, at = node.fields, node.start - 1
    if fields.get("unit") != "year" or not isinstance(fields.get("n"), int) or _COUNTED_FROM & fields.keys():
        return False
    while at > 0 and not tokens.words[at].isdigit() and node.start - at <= 3:
        at -= 1
    if at < 1 or not tokens.words[at].isdigit() or node.start - at > 3 or tokens.words[node.start - 1].isdigit():
        return False
    one = Node(at, at + 1, {}, "")
    return after(one, tokens, grammar, "agebefore") or after(one, tokens, grammar, "agelink")


def _within_name(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether a month or weekday is the second half of a name: "Saint-Avril"; not "mi-avril"."""
    first = node.start
    if first < 2 or tokens.words[first - 1] != "-" or tokens.gaps[first - 1] != GLUED:
        return False
    if tokens.gaps[first] != GLUED or not tokens.text[tokens.starts[first - 2]].isupper():
        return False
    known = any(kind in ("mod", "month", "weekday") for _, kind, _ in grammar.lexicon.get(tokens.words[first - 2], ()))
    return tokens.words[first - 2].isalpha() and not known


def _counts(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether something counted follows right on a number: a word that is no preposition of a date."""
    if node.stop == len(tokens.words) or tokens.gaps[node.stop] != SPACED:
        return False
    word = (tokens.words[node.stop],)
    prepositions = ("dateprep", "on", "at", "of", "ofpart", "inpart", "the")
    return word[0].isalnum() and not any(word in grammar.words.get(kind, ()) for kind in prepositions)


def _decimal(node: Node, tokens: Tokens) -> bool:
    """Whether digits with a dot, no zero before the month, are rather the number of what follows: a quantity with a decimal point."""
    words, stop = tokens.words, node.stop
    if node.stop - node.start < 3 or words[stop - 2] != "." or words[stop - 1].startswith("0") or stop == len(words):
        return False
    return tokens.gaps[stop] == SPACED and words[stop].isalpha() and not tokens.text[tokens.starts[stop]].isupper()


_SHOUTED = 2  # words on either side, one of which is wholly in capitals where the text is


def _shouted(tokens: Tokens, at: int) -> bool:
    """Whether a word beside this one is in capitals too, longer than an initial: a headline, a table."""
    beside = [i for i in range(max(0, at - _SHOUTED), min(len(tokens.words), at + _SHOUTED + 1)) if i != at]
    words = [tokens.text[tokens.starts[i] : tokens.stops[i]] for i in beside]
    return any(len(w) > 1 and w.isupper() for w in words)


def before(node: Node, tokens: Tokens, grammar: Grammar, kind: str) -> bool:
    """Whether a form of the class `kind` stands right after the node."""
    return any(tuple(tokens.words[node.stop : node.stop + len(form)]) == form for form in grammar.words.get(kind, ()))


def until_after(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether the node is said to be the end of a stretch by a word behind it or by its own ending: "sentyabradək"."""
    if before(node, tokens, grammar, "untilafter"):
        return True
    last = tokens.words[node.stop - 1]
    return any(len(last) > len(form[0]) and last.endswith(form[0]) for form in grammar.words.get("untilend", ()))


_PHRASE = 4  # tokens; a text no longer than this is a phrase, in which a lone "may" is the month


def spoken(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """The same for what is said to a machine, where capitals tell little."""
    fields = node.fields
    if len(tokens.words) <= _PHRASE or not (fields.get("weak") or fields.get("lower")):
        return True
    return bool(fields.keys() & {"d", "y"}) or after(node, tokens, grammar, "dateprep")


def _bare_year(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    following = node.stop < len(tokens.words) and tokens.gaps[node.stop] != BROKEN
    word = tokens.words[node.stop] if following else ""
    if word.isalpha() and ((word,) in grammar.words.get("unit", ()) or (word,) in grammar.words.get("counted", ())):
        return False
    if after(node, tokens, grammar, "yearprep"):
        return True
    if "approx" in node.fields:
        return bool(node.fields["y"] % 10)  # a round number after "around" is rather a count
    before = tokens.words[node.start - 1] if node.start and tokens.gaps[node.start] != BROKEN else ""
    if before == "(" or word == ")":
        return True
    if before in {"-", "–", "—", "/"} or before.isdigit():
        return False
    if "plurals" in grammar.words and word.isalpha() and node.fields["y"] % 100:
        other = tuple(form[0] for form in grammar.words["plurals"]) + grammar.past_endings
        lower = tokens.text[tokens.starts[node.stop]].islower() and len(word) > _SHORTEST + 1
        named = (word,) not in grammar.words.get("notname", ())
        return lower and named and not word.endswith(other) and word not in grammar.cues  # "a 1958 clause"
    if word.isalnum():
        return "bareyears" in grammar.words and word.isalpha() and not tokens.text[tokens.starts[node.stop]].isupper()
    return bool(before) and (not word or word in ".,;:!?")


def _word_follows(node: Node, tokens: Tokens) -> bool:
    return node.stop < len(tokens.words) and tokens.gaps[node.stop] == SPACED and tokens.words[node.stop].isalnum()


def _hour_stands(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether a number after the preposition of the hour is an hour: in digits, and nothing counted follows."""
    if not tokens.words[node.stop - 1].isdigit():
        return False
    if node.stop == len(tokens.words) or tokens.gaps[node.stop] == BROKEN:
        return True
    word = tokens.words[node.stop]
    if "mi" in node.fields and grammar.words.get("dotclock") and not _measured(node, tokens, grammar):
        return True  # where an hour is written with a dot more often than a sum
    return not word.isalnum() or (word,) in grammar.words.get("dateprep", ()) or (word,) in grammar.words.get("on", ())


def _measured(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether a unit or something counted follows: "at 3.20 metres"."""
    word = (tokens.words[node.stop],)
    return word in grammar.words.get("unit", ()) or word in grammar.words.get("counted", ()) or word[0] in "%°€$£"


def after(node: Node, tokens: Tokens, grammar: Grammar, kind: str) -> bool:
    """Whether a form of the class `kind` stands right before the node."""
    for form in grammar.words.get(kind, ()):
        start = node.start - len(form)
        if start >= 0 and tuple(tokens.words[start : node.start]) == form and tokens.gaps[node.start] != BROKEN:
            return True
    return False
