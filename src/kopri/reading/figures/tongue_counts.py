"""Which numbers of a Korean or Russian passage are figures, and what they count."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Final

from kopri.lang.numbers import NumberMention
from kopri.lang.spans import Span
from kopri.reading.figures.counted import Counted
from kopri.reading.figures.counted_nouns import Noun
from kopri.reading.figures.tongue_shares import shares_in, whole_after
from kopri.reading.figures.tongues import Tongue
from kopri.reading.model import FigureKind
from kopri.reading.page import Page, Passage

HUNDREDTH: Final = Decimal("0.01")
GLUED: Final = re.compile(r"[:/]\d|\.\d+\.\d|-\d{3,}")
SCALED: Final = re.compile(r"[억조만]|млн|млрд|трлн|тыс|миллион|миллиард|тысяч", re.IGNORECASE)
LIST_NUMBER: Final = re.compile(r"[.)]\s")
PARTICLE: Final = re.compile(r"[이가을를은는의에]?(?=\s)")
RATE_REACH: Final = 60
REMEMBERED: Final = 200
SCALES: Final = {"тыс": Decimal(1000), "млн": Decimal(10**6), "млрд": Decimal(10**9), "трлн": Decimal(10**12)}
SCALE_AFTER: Final = re.compile(r"[\s\u00a0](?P<scale>тыс|млн|млрд|трлн)(?!\w)")
CODE_AFTER: Final = re.compile(r"\.?[\s\u00a0](?P<code>USD|EUR|KRW|KZT|UZS|KGS|TJS|TMT|RUB)(?!\w)")
OF_A_CENTURY: Final = re.compile(r"\s+века")
DAY: Final = 24
ANSWER: Final = 8
OPENING: Final = 16
AGAINST: Final = re.compile(r"\b(?:против|чем)\s+(?:[а-яё]+\s+)?\Z")
ALONE: Final = re.compile(r"\s?(?:[,.;)(]|$)|\s[–—]\s")
SHORTEST: Final = 2
MANY: Final = 1000
DAYS_REACH: Final = 30
SPELL_OF_YEAR: Final = re.compile(r"\s(?:19|20)\d\d\b")
ADJECTIVES: Final = ("ых", "их")
WITHIN: Final = re.compile(r"이내|안에|в течение")
LEADING: Final = re.compile(r"\d[\d\s\u00a0]*(?:[.,]\d+)?")
LEADING_IN_KOREAN: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
WHOLLY: Final = re.compile(r"-(?:процентн|%)")
RANKED: Final = re.compile(r"мест|위")
THEY: Final = re.compile(r"[^\w]*(?:Их|Они|Из них|В том числе)\b")


def figures_in(page: Page, passage: Passage, tongue: Tongue) -> list[Counted]:
    """The figures of a passage, in text order. No part of a date is one, no label, no list number."""
    shares = shares_in(page.text, passage.span, tongue)
    numbers = [n for n in page.within(page.numbers, passage.span) if not any(s.span.overlaps(n.span) for s in shares)]
    if not numbers and not shares:
        return []
    numbers = sorted([*numbers, *shares], key=lambda n: n.span.start)
    found: list[Counted] = []
    before: NumberMention | None = None
    for number in numbers:
        if _is_dated(page, passage, number) or _is_label(page.text, passage, number, tongue):
            before = None
            continue
        figure = _figure(page.text, passage, number, tongue) or _elliptical(page, passage, number, tongue, found)
        if before is not None and figure is not None and figure.kind in ("quantity", "ratio", "duration"):
            found += _joined(page.text, before, figure, tongue)
        before = number if figure is None and number.kind == "number" else None
        if figure is not None:
            found.append(figure)
    return _ranges(page.text, _scaled(page.text, found, tongue))


def _is_dated(page: Page, passage: Passage, number: NumberMention) -> bool:
    """Whether a number is part of a date; a spell ("6개월 이내") is one in which something is done."""
    for date in page.within(page.dates, passage.span):
        if date.kind != "duration" and date.span.overlaps(number.digits):
            return not (number.kind == "duration" and date.amount is not None and WITHIN.search(date.span.of(page.text)))
    if number.kind == "duration" and SPELL_OF_YEAR.match(page.text, number.span.end):
        return True
    return passage.kind == "heading" and number.kind == "duration"


def _joined(text: str, number: NumberMention, following: Counted, tongue: Tongue) -> list[Counted]:
    """The first of two numbers with one noun: "25∼30일", «с 21 до 28 центнеров», «в 1,5–2 раза»."""
    if not tongue.patterns["joined"].fullmatch(text, number.span.end, following.number.span.start):
        return []
    one = make(text, number, tongue, following.unit, following.kind, noun=following.noun, family=following.family)
    return [replace(one, qualifier=tongue.qualifier(text, number.span.start, (number.span.end,)))]


def _scaled(text: str, found: list[Counted], tongue: Tongue) -> list[Counted]:
    """The first amount of a pair takes the scale of the second: «от 6,0 до 6,3 млрд долларов»."""
    for at, (first, second) in enumerate(pairwise(found)):
        between = text[first.surface.end : second.surface.start]
        if first.unit != second.unit or first.unit in ("percent", "ratio") or not tongue.patterns["joined"].fullmatch(between):
            continue
        digits, own = (_leading_value(number.number.digits.of(text), tongue) for number in (second, first))
        scaled = SCALED.search(first.number.digits.of(text)) is not None
        if digits and not scaled and first.value == own and first.value < second.value / 100:
            found[at] = replace(first, value=first.value * second.value / digits)
    return found


def _leading_value(written: str, tongue: Tongue) -> Decimal | None:
    """The digits a number begins with, without its scale; a comma parts thousands in Korean and is a point in Russian."""
    digits = (LEADING if tongue.language == "ru" else LEADING_IN_KOREAN).match(written)
    plain = re.sub(r"[\s\u00a0]", "", digits.group()).replace(",", "." if tongue.language == "ru" else "") if digits else ""
    return Decimal(plain) if plain.strip(".") else None


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
    if number.kind == "duration" and number.unit == "hour" and number.value <= DAY:
        return patterns["clock_before"].search(text, max(passage.span.start, start - 8), start) is not None
    near = patterns["label_before"].search(text, max(passage.span.start, start - 12), start)
    return near is not None and not patterns["edition"].match(text, end) and not patterns["anniversary"].match(text, end)


def _figure(text: str, passage: Passage, number: NumberMention, tongue: Tongue) -> Counted | None:
    amount = _amount(text, number)
    if amount is not None:
        return make(text, amount, tongue, amount.unit or "", "quantity", family="money")
    if number.kind == "money":
        return None
    if number.kind == "percent":
        return make(text, number, tongue, "percent", "change" if _is_change(text, passage, number, tongue) else "quantity")
    if number.kind == "fraction":
        if abs(number.value) >= 1 or OF_A_CENTURY.match(text, number.span.end):
            return None
        return make(text, number, tongue, "percent", "fraction", value=(number.value * 100).quantize(HUNDREDTH).normalize())
    if number.kind == "multiple" and tongue.patterns["not_grown"].match(text, number.span.end):
        return _frequency(text, passage, number, tongue)
    if number.kind == "multiple":
        return make(text, number, tongue, "ratio", "ratio")
    if number.kind == "duration":
        aged = tongue.patterns["age"].match(text, number.span.end)
        return None if aged or (number.value == 1 and number.words) else make(text, number, tongue, number.unit or "", "duration")
    return _ranked(text, passage, number, tongue) or (None if number.kind == "ordinal" else _counted(text, passage, number, tongue))


def _amount(text: str, number: NumberMention) -> NumberMention | None:
    """A number as an amount of money, with the scale or the code of the currency that follows it; None if it is none."""
    if number.kind == "number" and (code := CODE_AFTER.match(text, number.digits.end)):
        return replace(number, span=Span(number.span.start, code.end()), kind="money", unit=code.group("code"))
    if number.kind != "money" or (number.words and len(number.span) <= SHORTEST and not text[number.span.start].isascii()):
        return None
    scale = None if SCALED.search(number.digits.of(text)) else SCALE_AFTER.match(text, number.span.end)
    if scale is None:
        return number
    return replace(number, span=Span(number.span.start, scale.end()), value=number.value * SCALES[scale.group("scale")])


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
            if match and unit != "person" and match.group().endswith(ADJECTIVES):
                continue
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
        match = re.match(rf"(?:의|인|\s|이던)?\s?(?:(?!와|과|및|이|가|을|를|은|는|로|에)[가-힣]+\s)?(?:{words.pattern})", following)
        if match:
            choices.append((0, unit, match.group().strip()))
        choices += [(len(before) - m.end(), unit, m.group()) for m in words.finditer(before)]
    if not choices and number.value >= MANY and counter.group() == "개":
        return make(text, number, tongue, "item", "quantity", noun=Noun(Span(at, end), ("개",), "개", "item"))
    if not choices:
        return None
    _, unit, said = min(choices)
    return make(text, number, tongue, unit, "quantity", noun=Noun(Span(at, end), (said,), said, unit))


def _elliptical(page: Page, passage: Passage, number: NumberMention, tongue: Tongue, before: Sequence[Counted]) -> Counted | None:
    """A number whose noun stands elsewhere: before it, or in the sentence before."""
    text = page.text
    if number.kind == "ordinal":
        ranked = before and before[-1].unit == "rank" and number.span.start - before[-1].surface.end < DAYS_REACH
        return make(text, number, tongue, "rank", "rank") if ranked else None
    if number.kind != "number":
        return None
    whole = whole_after(text, number, tongue)
    if whole is not None:
        return None
    if WHOLLY.match(text, number.digits.end):
        return make(text, number, tongue, "percent", "quantity")
    if tongue.language == "ko":
        return _korean_elliptical(text, passage, number, tongue) or _like_the_one_before(page, passage, number, tongue, before)
    counted = _named_before(text, passage, number, tongue)
    if counted is not None:
        return counted
    inverted = tongue.patterns["inverted"].search(text, max(passage.span.start, number.span.start - 12), number.span.start)
    if inverted:
        return replace(make(text, number, tongue, "person", "quantity"), qualifier="about")
    return _like_the_one_before(page, passage, number, tongue, before)


def _named_before(text: str, passage: Passage, number: NumberMention, tongue: Tongue) -> Counted | None:
    """«Число туристов достигло 41 200», «Население – 10,3 млн»."""
    start = max(passage.span.start, number.span.start - RATE_REACH)
    if tongue.patterns["people_of"].search(text, start, number.span.start) and number.value >= MANY:
        return make(text, number, tongue, "person", "quantity")
    match = tongue.patterns["number_of"].search(text, start, number.span.start)
    if match is None:
        return None
    noun = match.group("noun")
    fitting = (unit for unit, words in tongue.counters if any(words.match(part) for part in noun.split()))
    unit = next(fitting, None)
    return make(text, number, tongue, unit, "quantity") if unit else None


def _korean_elliptical(text: str, passage: Passage, number: NumberMention, tongue: Tongue) -> Counted | None:
    """As in "인구 345만", and spells of days: "최장 45일로"."""
    patterns, start, end = tongue.patterns, number.span.start, number.digits.end
    if patterns["population"].search(text, max(passage.span.start, start - 10), start) and SCALED.search(number.digits.of(text)):
        return make(text, number, tongue, "person", "quantity")
    near = Span(max(passage.span.start, start - DAYS_REACH), min(passage.span.end, end + DAYS_REACH // 2))
    if patterns["days"].match(text, end) and tongue.has("days_near", text, near):
        return make(text, number, tongue, "day", "duration")
    return None


def _like_the_one_before(page: Page, passage: Passage, number: NumberMention, tongue: Tongue, before: Sequence[Counted]) -> Counted | None:
    """A bare number with a scale after an amount is one too («с 1,5 млрд долларов … до 4 млрд»); "24개인 점포를 … 500개로" counts shops."""
    text = page.text
    last = before[-1] if before else None
    scaled = SCALED.search(number.digits.of(text)) is not None
    if scaled and tongue.language == "ru" and (currency := _currency_near(page, passage, number)):
        return make(text, number, tongue, currency, "quantity", family="money")
    if last is None:
        return _of_the_sentence_before(page, passage, number, tongue) if scaled else None
    between = text[last.surface.end : number.digits.start]
    if last.family == "money" and scaled and len(between) < 160:
        return make(text, number, tongue, last.unit, "quantity", family="money")
    if last.noun is not None and scaled and AGAINST.search(between) and len(between) < RATE_REACH:
        return make(text, number, tongue, last.unit, "quantity", noun=last.noun)
    if last.noun is not None and last.kind == "quantity" and tongue.patterns["they_of_them"].match(text, number.digits.end):
        return make(text, number, tongue, last.unit, "quantity", noun=last.noun)
    plan = re.search(r"(?:плане|планах|\bдо)\s+(?:в\s+)?(?:[а-яё]+\s+)?\Z", between)
    of_them = tongue.patterns["of_them"].search(between)
    if last.noun is not None and (plan or of_them) and len(between) < 60 and last.kind == "quantity":
        return make(text, number, tongue, last.unit, "quantity", noun=last.noun)
    if last.noun is not None and scaled and last.unit == "ratio":
        return None
    return _of_the_sentence_before(page, passage, number, tongue) if scaled else None


def _currency_near(page: Page, passage: Passage, number: NumberMention) -> str | None:
    """The currency of an amount that names none, in a list of amounts: «Экспорт – 1,9 млн (рост на 12 %), импорт – 139,4 млн долларов»."""
    text, end = page.text, number.digits.end
    if "ты" in number.digits.of(text) or not ALONE.match(text, end):
        return None
    line = max(text.rfind("\n", 0, passage.span.start) + 1, number.span.start - REMEMBERED)
    amounts = [n for n in page.within(page.numbers, Span(line, min(passage.span.end, end + RATE_REACH))) if n.kind == "money" and n.unit]
    return amounts[0].unit if amounts else None


def _of_the_sentence_before(page: Page, passage: Passage, number: NumberMention, tongue: Tongue) -> Counted | None:
    """«Их ввезли 68 тысяч», «Из них 50 миллионов»: what the sentence before counts, or its currency."""
    text = page.text
    asked = text[max(0, passage.span.start - ANSWER) : passage.span.start].rstrip(" \n–—-").endswith("?")
    opens = number.span.start - passage.span.start < OPENING
    if tongue.language != "ru" or not (THEY.match(text, passage.span.start) or (asked and opens)):
        return None
    earlier = Span(max(0, passage.span.start - REMEMBERED), passage.span.start)
    amounts = [n for n in page.within(page.numbers, earlier) if n.kind == "money" and n.unit]
    nouns = [(m.start(), unit) for unit, words in tongue.counters for m in _whole_words(words).finditer(text, earlier.start, earlier.end)]
    if (
        amounts
        and (not nouns or amounts[-1].span.start > max(nouns)[0] - RATE_REACH)
        and "млн" in number.digits.of(text).replace("милл", "млн")
    ):
        return make(text, number, tongue, amounts[-1].unit or "", "quantity", family="money")
    return make(text, number, tongue, max(nouns)[1], "quantity") if nouns else None


@cache
def _whole_words(words: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words.pattern})", re.IGNORECASE)


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
