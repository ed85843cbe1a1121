"""Numbers of languages whose words are data (`data/ru.yaml` and others): decimal comma, scales, words, money, shares, spells of time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import zip_longest
from typing import Any, Final

from kopri.lang.numbers.cardinals import FIFTEEN
from kopri.lang.numbers.lexicon import alternatives, currencies, load
from kopri.lang.numbers.mention import NumberKind, NumberMention
from kopri.lang.spans import Span
from kopri.lang.windows import addresses, automaton, within
from kopri.lang.wordlist import cased

LANGUAGES: Final = ("ru", "uz", "kk", "ky", "tg", "tk")
SPACES: Final = "\u00a0\u202f\u2009 "
LONGEST: Final = 200
FIGURES: Final = rf"(?:\d{{1,3}}(?:[{SPACES}]\d{{3}}){{1,8}}(?!\d)|\d+)(?:[.,]\d+(?![\d.,]*\d))?"
SMALL: Final = ("units", "teens", "tens", "hundreds")
FIGURE_START: Final = re.compile(r"\d(?<!\d\d)|[-−](?=\d)")
FULL_STOPS: Final = re.compile(rf"(?<=\d)[{SPACES}](?=\d{{3}}(?!\d))")


@dataclass(frozen=True)
class Grammar:
    """The words of a language, and the patterns built of them."""

    data: dict[str, Any]
    simple: dict[str, Decimal]
    starts: Any
    number: re.Pattern[str]
    chunk: re.Pattern[str]
    after: dict[str, re.Pattern[str]]
    ranged: re.Pattern[str]
    period_part: re.Pattern[str]
    units: dict[str, str]


@cache
def grammar(language: str) -> Grammar:
    """The grammar of one of `LANGUAGES`."""
    data = load(language)
    for section in ("vague", "fractions", "denominators", "ordinals", "multiples", "halves", "multiple_stems"):
        data.setdefault(section, {})
    simple = {word: Decimal(str(value)) for section in (*SMALL, "halves") for word, value in data[section].items()}
    tail = r"\w{0,6}" if data.get("suffixes") else ""
    word = rf"(?:{alternatives(simple)})\b"
    words = rf"\b{word}(?:[{SPACES}]{word}){{0,5}}(?:[{SPACES}](?:{_either(data.get('and_a_half', []))}))?"
    scale = rf"(?:{alternatives(data['scales'])}){tail}\b(?:\.(?=[{SPACES}]?[\w$€]))?"
    alone = rf"\b(?:{_either(data.get('scales_alone', []))})\b"
    part = rf"(?:{FIGURES}|{words})"
    small = rf"(?:\d{{1,3}}(?![\d-]|[,.]\d)|{words})"
    space = f"[{SPACES}]"
    more = rf"(?:(?<=\w|\.){space}{part}{space}{scale}){{0,3}}(?:(?<=[^\W\d]|\.){space}{small})?"
    chain = rf"(?:{part}(?:{space}{scale})?|{alone}){more}"
    before_word = r"|-(?=[^\W\d_])" if data.get("nth_before_word") else ""
    endings = _either(data.get("ordinal_endings", []))
    number = (
        rf"(?P<vague>\b(?:{_either(data['vague'])})\b(?:{space}(?:{alternatives(data['scales'])})\b)?)"
        rf"|(?P<fraction>(?:(?P<over>{words}|\d{{1,3}}){space}(?P<under>{_either(data['denominators'])})"
        rf"|\b(?P<named>{_either(data['fractions'])}))\b)"
        rf"|(?P<nth>\d{{1,3}})(?:-?(?:{_either(data.get('nth_endings', []))})(?!\w){before_word})"
        rf"|(?P<ordinal>\b(?:(?:{word}){space}){{0,3}}(?P<stem>{_either(data['ordinals'])})(?:{endings})\b)"
        rf"|(?P<said>(?P<minus>(?<![\w.,])[-−])?(?<![\d.,]){chain})(?!\d|-?[^\W\d_])"
        rf"|\b(?P<multiple>{_either(data['multiples'])})\b|\b(?P<grown>{_either(data['multiple_stems'])})\w*"
    )
    units = {re.sub(r"\s", "", name.lower()): unit for name, unit in data["currencies"].items()}
    starting = {w.split(" ")[0] for s in ("vague", "fractions", "ordinals", "multiples", "multiple_stems") for w in data[s]}
    return Grammar(
        data=data,
        simple=simple,
        starts=automaton(cased(starting | set(simple) | set(data.get("scales_alone", [])))),
        number=re.compile(number, re.IGNORECASE),
        chunk=re.compile(rf"(?P<figures>{FIGURES})|(?P<half>{_either(data.get('and_a_half', []))})|(?P<word>[\w'ʻ‘’]+)", re.IGNORECASE),
        after={
            "percent": re.compile(rf"[{SPACES}]?(?:{alternatives(data['percent'])}){tail}(?!\w)", re.IGNORECASE),
            "money": re.compile(rf"[{SPACES}]?(?P<name>{alternatives(data['currencies'])}){tail}(?!\w)", re.IGNORECASE),
            "time": re.compile(rf"[{SPACES}](?P<unit>{alternatives(data['time_units'])}){tail}\b", re.IGNORECASE),
            "times": re.compile(rf"[{SPACES}](?:{alternatives(data['times'])}){tail}\b", re.IGNORECASE),
        },
        ranged=re.compile(rf"\s?[–—-]\s?|\s+(?:{_either(data.get('range_words', []))})\s+"),
        period_part=re.compile(rf"\b(?:{_either(data.get('before_period_half', []))})\s+\Z", re.IGNORECASE),
        units=units,
    )


def _either(words: Iterable[str]) -> str:
    """The words as a pattern; one that matches nothing if there are none."""
    listed = list(words)
    return alternatives(listed) if listed else r"(?!)"


def find(text: str, language: str) -> list[NumberMention]:
    """All numbers of a text in a language with a table, in text order; both ends of a range have its unit."""
    known = grammar(language)
    skipped = addresses(text)
    found: list[NumberMention] = []
    at = 0
    for start in sorted({*(m.start() for m in FIGURE_START.finditer(text)), *_word_starts(known, text)}):
        match = known.number.match(text, start) if start >= at and not (skipped and within(skipped, start)) else None
        mention = _read(text, known, match) if match else None
        if mention is not None and mention.span.start >= (found[-1].span.end if found else 0):
            found.append(mention)
            at = max(mention.span.end, mention.digits.end)
    return [_with_unit(text, known, a, b) for a, b in zip_longest(found, found[1:])]


def _word_starts(known: Grammar, text: str) -> Iterable[int]:
    for last, size in known.starts.iter(text):
        start = last - size + 1
        if start == 0 or not (text[start - 1].isalnum() or text[start - 1] == "-"):
            yield start


def _read(text: str, known: Grammar, match: re.Match[str]) -> NumberMention | None:
    """The number a match makes, with what is written around it."""
    span, data = Span(match.start(), match.end()), known.data
    if match["multiple"] or match["grown"]:
        said = match["multiple"] or match["grown"]
        value = Decimal(str(data["multiples" if match["multiple"] else "multiple_stems"][said.lower()]))
        return NumberMention(span, value, "multiple", None, span, value, words=True)
    if match["nth"]:
        value = Decimal(match["nth"])
        span = Span(span.start, span.end - match.group().endswith("-"))
        return NumberMention(span, value, "ordinal", None, Span(*match.span("nth")), value) if _free(text, match.start()) else None
    if match["ordinal"]:
        before = match["ordinal"][: match.start("stem") - match.start("ordinal")].split()
        value = sum((known.simple[word.lower()] for word in before), Decimal(data["ordinals"][match["stem"].lower()]))
        return NumberMention(span, value, "ordinal", None, span, value, words=True)
    if match["fraction"]:
        if match["named"] and known.period_part.search(text, max(0, span.start - 16), span.start):
            return None
        value = _fraction(known, match)
        return NumberMention(span, value, "fraction", None, span, value, words=not match.group()[0].isdigit())
    if match["vague"]:
        first, *rest = match["vague"].lower().split()
        value = Decimal(data["vague"][first]) * (data["scales"][rest[0]] if rest else 1)
        return _dress(text, known, span, value, words=True, vague=True)
    if len(span) > LONGEST or not _free(text, match.start()):
        return None
    value, length = value_of(match["said"], known)
    if not length or match["said"].lower() in data.get("pronouns", []):
        return None
    return _dress(text, known, Span(span.start, span.start + length), value, words=not match["said"].lstrip("-−")[0].isdigit())


def _free(text: str, start: int) -> bool:
    """Whether no letter or figure is glued to what begins here."""
    before = text[start - 1 : start]
    return not (before.isalnum() or before in ("_", ".", ",")) and not (before == "-" and start > 1 and text[start - 2].isalpha())


def _fraction(known: Grammar, match: re.Match[str]) -> Decimal:
    if match["named"]:
        return FIFTEEN.divide(Decimal(1), Decimal(known.data["fractions"][match["named"].lower()]))
    over = value_of(match["over"], known)[0]
    return FIFTEEN.divide(over, Decimal(known.data["denominators"][match["under"].lower()]))


def value_of(said: str, known: Grammar) -> tuple[Decimal, int]:
    """The value of "4 тысячи 315", "1,53 млрд", "двадцать пять", and how much of it was read: scales fall from left to right."""
    total, current, last = Decimal(0), None, Decimal("Infinity")
    sign = -1 if said[:1] in ("-", "−") else 1
    end = done = 0
    for chunk in known.chunk.finditer(said):
        word = (chunk["word"] or "").lower()
        scale = _scale(known, word) if word else None
        if chunk["figures"]:
            written = FULL_STOPS.sub("", chunk["figures"])
            current = (current or Decimal(0)) + Decimal(re.sub(rf"[{SPACES}]", "", written).replace(",", "."))
        elif chunk["half"]:
            current = (current or Decimal(0)) + Decimal("0.5")
        elif word in known.simple:
            hundreds = known.simple[word] == 100 and current is not None and 1 < current < 10
            current = (current or Decimal(0)) * 100 if hundreds else (current or Decimal(0)) + known.simple[word]
        elif scale is not None and scale < last:
            total, current, last = total + (Decimal(1) if current is None else current) * scale, None, scale
            done = chunk.end()
        else:
            return sign * total, done
        end = chunk.end()
    dot = end + 1 if said[end : end + 1] == "." and current is None else end
    return sign * (total + (current or Decimal(0))), dot


def _scale(known: Grammar, word: str) -> Decimal | None:
    scales = known.data["scales"]
    if word in scales:
        return Decimal(scales[word])
    if not known.data.get("suffixes"):
        return None
    stem = next((s for s in scales if word.startswith(s)), None)
    return Decimal(scales[stem]) if stem else None


def _dress(text: str, known: Grammar, digits: Span, value: Decimal, *, words: bool, vague: bool = False) -> NumberMention:
    """The mention with percent, money, time or "times" around the bare number."""
    for name, pattern in known.after.items():
        match = pattern.match(text, digits.end)
        if match is None:
            continue
        kind: NumberKind = "multiple"
        unit: str | None = None
        if name == "percent":
            kind, unit = "percent", "percent"
        elif name == "money":
            kind, unit = "money", known.units[re.sub(r"\s", "", match["name"].lower())]
        elif name == "time":
            if 1500 <= value <= 2100:
                break
            kind, unit = "duration", known.data["time_units"][match["unit"].lower()]["unit"]
        size = known.data["time_units"][match["unit"].lower()]["size"] if name == "time" else 1
        return NumberMention(Span(digits.start, match.end()), value * size, kind, unit, digits, value, vague, words)
    sign = None if words else currencies().before(text, digits.start)
    if sign:
        unit, factor = currencies().meant(sign)
        return NumberMention(Span(sign.start(), digits.end), value * factor, "money", unit, digits, value)
    return NumberMention(digits, value, "number", None, digits, value, vague, words)


def _with_unit(text: str, known: Grammar, first: NumberMention, second: NumberMention | None) -> NumberMention:
    """Reads "50–60 %", "с 7 млн до 74 млн долларов": the first number counts what the second does."""
    if second is None or first.kind != "number" or second.kind not in ("percent", "money", "duration"):
        return first
    if not known.ranged.fullmatch(text, first.span.end, second.span.start) or first.value > second.value:
        return first
    value = first.value * _shared_scale(text, known, first, second)
    if value > second.value:
        return first
    return NumberMention(first.span, value, second.kind, second.unit, first.digits, first.number, words=first.words)


def _shared_scale(text: str, known: Grammar, first: NumberMention, second: NumberMention) -> Decimal:
    """The scale that only the second number of a range says ("от 6 до 7 млрд"); 1 if the first says its own or is as large."""
    bare = re.fullmatch(FIGURES, first.digits.of(text))
    leading = re.match(FIGURES, second.digits.of(text))
    if bare is None or leading is None or second.kind == "duration":
        return Decimal(1)
    figure = value_of(leading.group(), known)[0]
    return second.number / figure if figure and first.value <= figure else Decimal(1)
