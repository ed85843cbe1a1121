"""Numbers in Russian text: decimal comma, тыс., млн and млрд, words ("двадцать пять"), money, shares, spans of time."""

import re
from decimal import Decimal
from functools import cache
from itertools import zip_longest
from typing import Final

from kopri.lang.numbers.lexicon import alternatives, currencies, load
from kopri.lang.numbers.mention import NumberKind, NumberMention
from kopri.lang.spans import Span

SPACES: Final = "\u00a0\u202f\u2009 "
FIGURES: Final = rf"(?:\d{{1,3}}(?:[{SPACES}]\d{{3}}){{1,8}}(?!\d)|\d+)(?:[.,]\d+(?![\d.,]*\d))?"
RANGE: Final = re.compile(r"\s?[–—-]\s?|\s+до\s+")


@cache
def pattern() -> re.Pattern[str]:
    """A number: figures with scales ("4 тысячи 315"), or words with or without."""
    data = load("ru")
    scale = rf"(?:{alternatives(data['scales'])})\b(?:\.(?=[{SPACES}]?[а-яё$€]))?"
    word = alternatives({**data["units"], **data["teens"], **data["tens"], **data["hundreds"]})
    words = rf"\b(?:{word})\b(?:[{SPACES}](?:{word})\b){{0,6}}"
    return re.compile(
        rf"(?P<figures>(?<![\w.,])[-−]?(?:{FIGURES})(?:[{SPACES}](?:{scale})(?:[{SPACES}]\d{{1,3}}(?!\d|[,.]\d))?)?)(?!\d|-?[A-Za-zА-Яа-яё])"
        rf"|(?<![\w.,-])(?P<nth>\d{{1,3}})-(?:й|го|м|му|я|ю|е|х|ом|ой|ый|ый|ая|ую|ое|лети\w{{1,3}})(?!\w)"
        rf"|\b(?P<ordinal>{alternatives(data['ordinals'])})(?:ый|ой|ий|ого|его|ьего|ому|ему|ьему|ом|ем|ьем|ым|им|ьим|ая|ья|ую|ью|ей|ьей|ое|ье)\b"
        rf"|(?P<words>{words}(?:[{SPACES}](?:{scale})(?:[{SPACES}](?:{words}))?)?)|\b(?P<multiple>{alternatives(data['multiples'])})\b",
        re.IGNORECASE,
    )


@cache
def after() -> dict[str, re.Pattern[str]]:
    """What may follow a number: a percent word, a currency, a unit of time."""
    data = load("ru")
    return {
        "percent": re.compile(rf"[{SPACES}]?(?:{alternatives(data['percent'])})(?!\w)", re.IGNORECASE),
        "money": re.compile(rf"[{SPACES}]?(?P<name>{alternatives(data['currencies'])})(?!\w)", re.IGNORECASE),
        "time": re.compile(rf"[{SPACES}](?P<unit>{alternatives(data['time_units'])})\b", re.IGNORECASE),
        "times": re.compile(rf"[{SPACES}]раза?\b", re.IGNORECASE),
    }


def find(text: str) -> list[NumberMention]:
    """All numbers of a Russian text, in text order; both ends of a range have its unit."""
    data = load("ru")
    found: list[NumberMention] = []
    for match in pattern().finditer(text):
        span = Span(match.start(), match.end())
        if match["multiple"]:
            value = Decimal(load("ru")["multiples"][match["multiple"].lower()])
            found.append(NumberMention(span, value, "multiple", None, span, value, words=True))
        elif match["nth"] or match["ordinal"]:
            value = Decimal(match["nth"] or data["ordinals"][match["ordinal"].lower()])
            digits = Span(*match.span("nth")) if match["nth"] else span
            found.append(NumberMention(span, value, "ordinal", None, digits, value, words=not match["nth"]))
        elif len(span) <= 60 and match.group().lower() not in ("один", "одна", "одно", "одного"):
            found.append(_dress(text, span, value_of(match.group()), words=match["words"] is not None))
    return [_with_unit(text, a, b) for a, b in zip_longest(found, found[1:])]


def value_of(written: str) -> Decimal:
    """The value of "4 тысячи 315", "1,53 млрд", "двадцать пять"."""
    data = load("ru")
    simple = {**data["units"], **data["teens"], **data["tens"], **data["hundreds"]}
    figures = re.sub(rf"(?<=\d)[{SPACES}](?=\d{{3}}(?!\d))", "", written.replace("−", "-"))
    total, current = Decimal(0), Decimal(0)
    for part in figures.lower().split():
        word = part.rstrip(".")
        if word in data["scales"]:
            total, current = total + (current or 1) * data["scales"][word], Decimal(0)
        elif word in simple:
            current += simple[word]
        else:
            current += Decimal(word.replace(",", "."))
    return total + current


def _dress(text: str, digits: Span, value: Decimal, *, words: bool) -> NumberMention:
    data, patterns = load("ru"), after()
    kind: NumberKind = "number"
    for name in ("percent", "money", "time", "times"):
        match = patterns[name].match(text, digits.end)
        if match is None:
            continue
        span, unit, size = Span(digits.start, match.end()), None, 1
        if name == "percent":
            kind, unit = "percent", "percent"
        elif name == "money":
            names = {re.sub(r"\s", "", k.lower()): v for k, v in data["currencies"].items()}
            kind, unit = "money", names[re.sub(r"\s", "", match["name"].lower())]
        elif name == "time":
            if 1500 <= value <= 2100:
                break
            kind, unit = "duration", data["time_units"][match["unit"].lower()]["unit"]
        else:
            kind = "multiple"
        return NumberMention(span, value * size, kind, unit, digits, value, words=words)
    sign = currencies().prefix.search(text, max(0, digits.start - 8), digits.start)
    if sign and not words:
        unit = currencies().units["".join(sign.group().lower().split())]
        return NumberMention(Span(sign.start(), digits.end), value, "money", unit, digits, value)
    return NumberMention(digits, value, "number", None, digits, value, words=words)


def _with_unit(text: str, first: NumberMention, second: NumberMention | None) -> NumberMention:
    """Reads "50–60 %", "с 7 млн до 74 млн долларов": the first number counts what the second does."""
    if second is None or first.kind != "number" or second.kind not in ("percent", "money", "duration"):
        return first
    if not RANGE.fullmatch(text, first.span.end, second.span.start) or first.value > second.value:
        return first
    return NumberMention(first.span, first.value, second.kind, second.unit, first.digits, first.number, words=first.words)
