"""Numbers in Korean text: figures with 만, 억 and 조 ("2억 1,810만", "56억4000만"), words ("이십일조 삼백"), money, shares."""

import re
from decimal import Decimal
from functools import cache
from typing import Final

from kopri.lang.numbers.lexicon import alternatives, currencies, load
from kopri.lang.numbers.mention import NumberMention
from kopri.lang.spans import Span

FIGURES: Final = r"(?:\d{1,3}(?:,\d{3}){1,8}(?!\d)|\d+)(?:\.\d+)?|\.\d+"


@cache
def pattern() -> re.Pattern[str]:
    """A number: figures with or without myriads, or words of at least two syllables."""
    data = load("ko")
    small, myriad, word = "".join(data["small"]), "".join(data["myriads"]), "".join(data["figures"])
    group = rf"(?:(?:{FIGURES})\s?[{small}]?(?:\s?(?:\d{{1,3}})?[{small}]){{0,3}}(?:\d{{1,3}}(?=[{myriad}]))?|[{small}])"
    worded = rf"[{word}{small}]{{1,12}}"
    chain = rf"{group}\s?[{myriad}](?:\s?(?:{group})\s?[{myriad}]){{0,3}}(?:\s?(?:\d{{1,4}}(?!\d|[,.]\d)[{small}]?)(?![{myriad}]))?"
    words = rf"(?:{worded}\s?[{myriad}]\s?){{1,4}}(?:{worded})?|[{word}]?[{small}][{word}{small}]{{0,12}}"
    spelled = rf"(?<![가-힣])(?:{words})"
    return re.compile(
        rf"(?P<minus>(?<![\w.])-|마이너스\s?)?(?:(?P<chain>(?<![\w.]){chain})|(?P<small>(?<![\w.])(?:{FIGURES})\s?[{small}])"
        rf"|(?P<figures>(?<![A-Za-z\d.])(?:{FIGURES}))|(?P<words>{spelled}))"
    )


@cache
def after() -> dict[str, re.Pattern[str]]:
    """What may follow a number: a percent word, a currency, a unit of time."""
    data = load("ko")
    return {
        "percent": re.compile(rf"\s?(?:{alternatives(data['percent'])})"),
        "money": re.compile(rf"\s?(?P<name>{alternatives(data['currencies'])})(?![가-힣]{{4,}})"),
        "time": re.compile(rf"\s?(?P<unit>{alternatives(data['time_units'])})(?:간|\s동안)"),
    }


def find(text: str) -> list[NumberMention]:
    """All numbers of a Korean text, in text order."""
    found = []
    for match in pattern().finditer(text):
        value = value_of(match)
        end = match.end()
        while end > match.start() and text[end - 1].isspace():
            end -= 1
        worded = match["words"] is not None
        if value is None or (worded and not _stands_alone(text, match.start(), end)):
            continue
        found.append(_dress(text, Span(match.start(), end), value, words=worded))
    return found


def value_of(match: re.Match[str]) -> Decimal | None:
    """The value of a match; None for figures longer than anything counted."""
    said = re.sub(r"[\s,]", "", match.group()).removeprefix("마이너스").removeprefix("-")
    if len(said) > 40:
        return None
    data = load("ko")
    total, group, number = Decimal(0), Decimal(0), ""
    for char in said:
        if char.isdigit() or char == ".":
            number += char
        elif char in data["figures"]:
            number += str(data["figures"][char])
        elif char in data["small"]:
            group, number = group + Decimal(number or 1) * data["small"][char], ""
        else:
            total, group, number = total + ((group + Decimal(number or 0)) or 1) * data["myriads"][char], Decimal(0), ""
    value = total + group + Decimal(number or 0)
    return -value if match["minus"] else value


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a word of syllables that are also numerals is a number: before a unit of money or percent, or of several syllables."""
    follows = any(after()[name].match(text, end) for name in ("percent", "money"))
    return follows or (end - start >= 3 and not "가" <= text[end : end + 1] <= "힣")


def _dress(text: str, digits: Span, value: Decimal, *, words: bool) -> NumberMention:
    """The mention with percent, money or time around the bare number."""
    data = load("ko")
    patterns = after()
    percent = patterns["percent"].match(text, digits.end)
    if percent:
        return NumberMention(Span(digits.start, percent.end()), value, "percent", "percent", digits, value, words=words)
    money = patterns["money"].match(text, digits.end)
    if money:
        unit = {re.sub(r"\s", "", k): v for k, v in data["currencies"].items()}[re.sub(r"\s", "", money["name"])]
        return NumberMention(Span(digits.start, money.end()), value, "money", unit, digits, value, words=words)
    sign = currencies().prefix.search(text, max(0, digits.start - 8), digits.start)
    if sign:
        unit = currencies().units["".join(sign.group().lower().split())]
        return NumberMention(Span(sign.start(), digits.end), value, "money", unit, digits, value, words=words)
    time = patterns["time"].match(text, digits.end)
    if time:
        unit = data["time_units"][time["unit"]]["unit"]
        return NumberMention(Span(digits.start, time.end("unit")), value, "duration", unit, digits, value, words=words)
    return NumberMention(digits, value, "number", None, digits, value, words=words)
