"""Numbers in Korean text: figures with 만, 억 and 조, Sino-Korean and native words, fractions ("삼분의 일"), money, shares."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Final

from kopri.lang.numbers.cardinals import FIFTEEN
from kopri.lang.numbers.korean_words import Grammar, grammar
from kopri.lang.numbers.lexicon import currencies, load
from kopri.lang.numbers.mention import NumberKind, NumberMention
from kopri.lang.spans import Span
from kopri.lang.windows import addresses, within

LONGEST: Final = 48
FIGURES: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
LINE_END: Final = re.compile(r"[ \t]*(?:\n|\Z)")
LINE_START: Final = re.compile(r"(?:\A|\n|마이너스)[ \t]*\Z")
RANGE: Final = re.compile(r"\s?[~∼〜–—-]\s?")
PART_GAP: Final = re.compile(r"\s{0,2}")
DAY: Final = re.compile(r"월\s?\d{1,2}일")
AFTER_MONTH: Final = re.compile(r"\d월\s?\Z")


@cache
def _currency_units() -> dict[str, str]:
    return {re.sub(r"\s", "", name): unit for name, unit in load("ko")["currencies"].items()}


def find(text: str) -> list[NumberMention]:
    """All numbers of a Korean text, in text order; both ends of a range have its unit."""
    known = grammar()
    found: list[NumberMention] = []
    skipped = addresses(text)
    at = 0
    for begin in known.start.finditer(text):
        start = begin.start()
        match = known.number.match(text, start) if start >= at else None
        if match is None or (skipped and within(skipped, start)):
            continue
        read = _read(text, known, match)
        if read is None:
            at = start + 1 if match["words"] is not None else match.end()
            continue
        at = max(read.span.end, read.digits.end)
        if found and _is_part(text, found[-1], read):
            size = load("ko")["parts"][text[read.digits.end : read.span.end].strip()]
            whole = found[-1]
            found[-1] = replace(whole, span=Span(whole.span.start, read.span.end), value=whole.value + read.number / size)
            continue
        found.append(read)
    return _share_units(text, found)


def _read(text: str, known: Grammar, match: re.Match[str]) -> NumberMention | None:
    """The number a match makes, with the fraction it may begin and what is written around it."""
    end = match.end()
    while end > match.start() and text[end - 1].isspace():
        end -= 1
    if match["literal"] is not None:
        value = known.literal_value(match)
        return None if value is None else _dress(text, Span(match.start(), end), value, kind="number", words=False)
    said = match["said"].removeprefix(match["vague"] or "")
    skipped = len(match["said"]) - len(said)
    if len(said) > LONGEST:
        return None
    fraction = known.fraction.match(text, match.start())
    if fraction:
        return _fraction(known, fraction)
    parsed = (Decimal(said.replace(",", "")), len(said)) if FIGURES.fullmatch(said) else known.value_of(said)
    if parsed is None:
        return None
    value, length = parsed
    end = match.start("said") + skipped + length
    words = match["words"] is not None
    if words and not _stands_alone(text, known, match.start("said"), end):
        return None
    if not words and (DAY.match(text, end) or (text[end : end + 1] == "일" and AFTER_MONTH.search(text, max(0, end - 9), match.start()))):
        return None
    point = known.point.match(text, end) if words else None
    if point:
        decimals = "".join(str(known.figures[c]) for c in point["digits"] if c != " ")
        value, end = value + Decimal(f"0.{decimals}"), point.end()
    value = -value if match["minus"] else value
    vague = match["vague"] is not None
    return _dress(text, Span(match.start(), end), value, kind="number", words=words, vague=vague)


def _fraction(known: Grammar, match: re.Match[str]) -> NumberMention | None:
    """Reads "삼분의 일", "이십삼과 오분의 삼", "마이너스 삼십오분의 일백"."""
    under, over = known.value_of(match["under"]), known.value_of(match["over"])
    whole = known.value_of(match["whole"]) if match["whole"] else (Decimal(0), 0)
    if under is None or over is None or whole is None or not under[0] or under[1] < len(match["under"].rstrip()):
        return None
    span = Span(match.start(), match.start("over") + over[1])
    value = FIFTEEN.plus(whole[0] + FIFTEEN.divide(over[0], under[0]))
    value = -value if match["minus"] or match["minus_over"] else value
    return NumberMention(span, value, "fraction", None, span, value, words=not re.search(r"\d", match.group()))


def _stands_alone(text: str, known: Grammar, start: int, end: int) -> bool:
    """Whether a word of syllables that are also numerals is a number, by its length and what follows."""
    word = re.sub(r"\s", "", text[start:end])
    if LINE_END.fullmatch(text[end : end + 3]) and (start == 0 or LINE_START.search(text[max(0, start - 8) : start])):
        return True
    if word in load("ko")["half"] or known.point.match(text, end):
        return True
    counted = known.counted.match(text, end)
    if counted and (len(word) > 1 or not counted["gap"] or word in known.determiners or word in known.small):
        return word not in ("이", "일", "사", "오", "구") or counted["unit"] is not None
    if word in known.determiners or word in known.shy:
        return False
    if len(word) == 1 and word not in known.clear:
        return False
    return known.follows.match(text, end) is not None


def _dress(text: str, digits: Span, value: Decimal, *, kind: NumberKind, words: bool, vague: bool = False) -> NumberMention:
    """The mention with percent, money, time or 배 around the bare number."""
    known = grammar()
    plain = NumberMention(digits, value, kind, None, digits, value, vague, words)
    if kind != "number":
        return plain
    percent = known.percent.match(text, digits.end)
    if percent:
        return replace(plain, span=Span(digits.start, percent.end()), kind="percent", unit="percent")
    money = known.money.match(text, digits.end)
    if money:
        unit = _currency_units()[re.sub(r"\s", "", money["name"])]
        return replace(plain, span=Span(digits.start, money.end()), kind="money", unit=unit)
    sign = currencies().before(text, digits.start)
    if sign:
        unit, factor = currencies().meant(sign)
        return replace(plain, span=Span(sign.start(), digits.end), value=value * factor, kind="money", unit=unit)
    times = known.times.match(text, digits.end)
    if times:
        return replace(plain, span=Span(digits.start, times.end()), kind="multiple")
    time = known.time.match(text, digits.end)
    if time and not (1500 <= value <= 2100 and time["unit"] == "년"):
        said = "unit" if time["unit"] else "short"
        unit = load("ko")["time_units"][time[said]]["unit"]
        return replace(plain, span=Span(digits.start, time.end(said)), kind="duration", unit=unit)
    return plain


def _is_part(text: str, whole: NumberMention, part: NumberMention) -> bool:
    """Whether cents follow dollars: "64달러 45센트"."""
    return (
        (whole.unit, part.unit) in (("USD", "cent"), ("EUR", "cent"), ("GBP", "pence"))
        and PART_GAP.fullmatch(text, whole.span.end, part.span.start) is not None
        and part.number < 100
    )


def _share_units(text: str, found: list[NumberMention]) -> list[NumberMention]:
    """Give the first number of a range what the second counts: "50~60%", "2~3억 달러"."""
    shared = list(found)
    for i, (first, second) in enumerate(pairwise(found)):
        if first.kind != "number" or not RANGE.fullmatch(text, first.span.end, second.span.start):
            continue
        plain = first.digits.of(text).replace(",", "").replace(".", "").isdigit()
        scaled = re.match(r"[\d,.]+", second.digits.of(text)) if plain else None
        scale = second.number / Decimal(scaled[0].replace(",", "")) if scaled and scaled[0].strip("0,.") else Decimal(1)
        value = first.value * scale
        if second.kind in ("percent", "money", "duration", "multiple", "number") and 0 < value < second.value:
            shared[i] = replace(first, value=value, kind=second.kind, unit=second.unit)
    return shared
