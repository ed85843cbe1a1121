"""Which numbers of a Korean or Russian passage are figures, and what they count."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kopri.lang.numbers import NumberMention
from kopri.lang.spans import Span
from kopri.reading.figures.counted import Counted
from kopri.reading.figures.counted_nouns import Noun
from kopri.reading.figures.tongues import Tongue
from kopri.reading.model import FigureKind
from kopri.reading.page import Page, Passage

HUNDREDTH: Final = Decimal("0.01")
GLUED: Final = re.compile(r"[:/]\d|\.\d+\.\d|-\d{3,}")
SCALED: Final = re.compile(r"[억조만]|млн|млрд|трлн|тыс|миллион|миллиард|тысяч", re.IGNORECASE)
LIST_NUMBER: Final = re.compile(r"[.)]\s")
PARTICLE: Final = re.compile(r"[이가을를은는의에]?(?=\s)")
RATE_REACH: Final = 60


def figures_in(page: Page, passage: Passage, tongue: Tongue) -> list[Counted]:
    """The figures of a passage, in text order. No part of a date is one, no label, no list number."""
    numbers = page.within(page.numbers, passage.span)
    if not numbers:
        return []
    dates = [d.span for d in page.within(page.dates, passage.span) if d.kind != "duration"]
    found: list[Counted] = []
    for number in numbers:
        if any(d.overlaps(number.digits) for d in dates) or _is_label(page.text, passage, number, tongue):
            continue
        figure = _figure(page.text, passage, number, tongue) or _like_the_one_before(page.text, number, tongue, found)
        if figure is not None:
            found.append(figure)
    return _ranges(page.text, found)


def _is_label(text: str, passage: Passage, number: NumberMention, tongue: Tongue) -> bool:
    """Whether a number is a list number, a time, an article of a law or part of a name."""
    start, end = number.span.start, number.digits.end
    if not text[passage.span.start : start].strip(" (-–—•") and LIST_NUMBER.match(text, end) and number.kind == "number":
        return True
    if number.kind in ("money", "percent", "multiple", "fraction"):
        return False
    if GLUED.match(text, end) or text[start - 1 : start] in (":", "/", "#"):
        return True
    patterns = tongue.patterns
    if patterns["label_after"].match(text, end):
        return True
    near = patterns["label_before"].search(text, max(passage.span.start, start - 12), start)
    return near is not None and not patterns["edition"].match(text, end) and not patterns["anniversary"].match(text, end)


def _figure(text: str, passage: Passage, number: NumberMention, tongue: Tongue) -> Counted | None:
    if number.kind == "money":
        return make(text, number, tongue, number.unit or "", "quantity", family="money")
    if number.kind == "percent":
        return make(text, number, tongue, "percent", "change" if _is_change(text, passage, number, tongue) else "quantity")
    if number.kind == "fraction":
        if abs(number.value) >= 1:
            return None
        return make(text, number, tongue, "percent", "fraction", value=(number.value * 100).quantize(HUNDREDTH).normalize())
    if number.kind == "multiple":
        return make(text, number, tongue, "ratio", "ratio")
    if number.kind == "duration":
        aged = tongue.patterns["age"].match(text, number.span.end)
        return None if aged or (number.value == 1 and number.words) else make(text, number, tongue, number.unit or "", "duration")
    return _ranked(text, passage, number, tongue) or (None if number.kind == "ordinal" else _counted(text, passage, number, tongue))


def _is_change(text: str, passage: Passage, number: NumberMention, tongue: Tongue) -> bool:
    if tongue.patterns["change_after"].match(text, number.span.end):
        return True
    before = tongue.patterns["change_before"].search(text, max(passage.span.start, number.span.start - 80), number.span.start)
    return before is not None


def _ranked(text: str, passage: Passage, number: NumberMention, tongue: Tongue) -> Counted | None:
    """Editions, anniversaries and ranks."""
    patterns, end, start = tongue.patterns, number.digits.end, number.digits.start
    if patterns["anniversary"].match(text, end):
        return make(text, number, tongue, "year", "anniversary", family="anniversary")
    if number.kind == "ordinal":
        end = number.span.end
    edition = patterns["edition"].match(text, end, min(passage.span.end, end + 90))
    if edition and number.value > 1:
        named = patterns["edition_before"].search(text, max(passage.span.start, start - 3), start) is not None
        if number.kind == "ordinal" or (tongue.language == "ko" and (named or text[end : end + 1] in ("차", "회"))):
            noun = Noun(Span(*edition.span("noun")), (edition["noun"],), edition["noun"].lower(), "edition")
            return make(text, number, tongue, "edition", "rank", noun=noun)
    if patterns["top"].match(text, end) and number.kind == "number":
        return replace(make(text, number, tongue, "rank", "rank"), qualifier="up_to")
    if patterns["rank"].match(text, end) and number.value > 1 and (number.kind == "ordinal" or tongue.language == "ko"):
        return make(text, number, tongue, "rank", "rank")
    return None


def _counted(text: str, passage: Passage, number: NumberMention, tongue: Tongue) -> Counted | None:
    """The figure made by a bare number and the noun it counts."""
    patterns, end = tongue.patterns, number.digits.end
    if abs(number.value) <= 10 and patterns["idle"].match(text, end):
        return None
    often = _frequency(text, passage, number, tongue)
    if often is not None:
        return often
    softened = tongue.after.match(text, end)
    at = softened.end() if softened else end
    at += re.match(r"\s?", text[at : at + 1]).end()  # type: ignore[union-attr]
    skipped = patterns["adjectives"].match(text, at) if tongue.data["adjectives"] else None
    for place in dict.fromkeys((at, skipped.end() if skipped else at)):
        for unit, words in tongue.counters:
            match = words.match(text, place, passage.span.end)
            if match and (tongue.language == "ko" or text[place - 1 : place].isspace()):
                if unit == "person" and text[match.end() : match.end() + 1] == "당":
                    return None
                noun = Noun(Span(place, match.end()), (text[at : match.end()].strip(),), match.group().strip(), unit)
                return make(text, number, tongue, unit, "quantity", noun=noun)
    return _open(text, passage, number, tongue, at)


def _frequency(text: str, passage: Passage, number: NumberMention, tongue: Tongue) -> Counted | None:
    """Flights and the like by the week: "주 3회 운항", «5 рейсов в неделю»."""
    end, start = number.digits.end, number.digits.start
    often = tongue.patterns["frequency"].match(text, end)
    if often is None:
        return None
    period = (
        tongue.patterns["frequency_before"].search(text, max(passage.span.start, start - 12), start) if tongue.language == "ko" else None
    )
    period = period or (tongue.patterns["frequency_after"].match(text, often.end()) if tongue.data["frequency_after"] else None)
    around = Span(max(passage.span.start, start - RATE_REACH), min(passage.span.end, end + RATE_REACH))
    if period is None or not tongue.has("frequency_near", text, around):
        return None
    unit = f"flight/{tongue.data['periods'][period['period'].lower()]}"
    return make(text, number, tongue, unit, "quantity", noun=Noun(Span(end, often.end()), (often.group().strip(),), "flight", unit))


def _open(text: str, passage: Passage, number: NumberMention, tongue: Tongue, at: int) -> Counted | None:
    """A number with a counter of anything ("개", "곳", "건"): it counts the noun after it, else that before it."""
    counter = tongue.patterns["open_counters"].match(text, at) if tongue.data["open_counters"] else None
    if counter is None:
        return None
    end, start = counter.end(), number.digits.start
    following = text[end : min(passage.span.end, end + 14)]
    before = text[max(passage.span.start, start - 40) : start]
    choices: list[tuple[int, str, str]] = []
    for unit, words in tongue.named:
        match = re.match(rf"(?:의|인|\s|이던)?\s?(?:[가-힣]+\s)?(?:{words.pattern})", following)
        if match:
            choices.append((0, unit, match.group().strip()))
        choices += [(len(before) - m.end(), unit, m.group()) for m in words.finditer(before)]
    if not choices:
        return None
    _, unit, said = min(choices)
    return make(text, number, tongue, unit, "quantity", noun=Noun(Span(at, end), (said,), said, unit))


def _like_the_one_before(text: str, number: NumberMention, tongue: Tongue, before: Sequence[Counted]) -> Counted | None:
    """A bare number with a scale after an amount is one too («с 1,5 млрд долларов … до 4 млрд»); "24개인 점포를 … 500개로" counts shops."""
    last = before[-1] if before else None
    if last is None or number.kind != "number":
        return None
    between = text[last.surface.end : number.digits.start]
    if last.family == "money" and SCALED.search(number.digits.of(text)) and len(between) < 160:
        return make(text, number, tongue, last.unit, "quantity", family="money")
    plan = re.search(r"(?:плане|планах|\bдо)\s+(?:в\s+)?(?:[а-яё]+\s+)?\Z", between)
    if last.noun is not None and plan and len(between) < 60 and last.kind == "quantity":
        return make(text, number, tongue, last.unit, "quantity", noun=last.noun)
    return None


def make(
    text: str,
    number: NumberMention,
    tongue: Tongue,
    unit: str,
    kind: FigureKind,
    *,
    value: Decimal | None = None,
    noun: Noun | None = None,
    family: str | None = None,
) -> Counted:
    """A figure made of a number, its qualifier from the words around it and its noun."""
    surface = number.digits if number.kind in ("number", "ordinal", "fraction") else number.span
    ends = [number.digits.end, number.span.end]
    if noun is not None:
        particle = PARTICLE.match(text, noun.span.end)
        ends += [noun.span.end, particle.end() if particle else noun.span.end]
    qualifier = "at_least" if number.vague else tongue.qualifier(text, number.span.start, tuple(dict.fromkeys(ends)))
    return Counted(number, surface, number.value if value is None else value, unit, kind, qualifier, noun, family or unit)


def _ranges(text: str, found: list[Counted]) -> list[Counted]:
    """Nothing is bound twice: a qualifier before a range holds for both ends."""
    out: list[Counted] = []
    for figure in found:
        last = out[-1] if out else None
        joined = last is not None and re.fullmatch(r"\s?[~∼〜–—-]\s?", text[last.surface.end : figure.surface.start]) is not None
        same = last is not None and joined and figure.qualifier == "exact" and last.unit == figure.unit
        out.append(replace(figure, qualifier=last.qualifier) if same and last is not None else figure)
    return out
