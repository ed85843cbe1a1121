"""Cardinals, fractions and decimals from tokens of number words and digits.

A run is a list of neighbouring tokens; `parse(run, at)` reads the longest number that begins at one of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final, Literal

from kopri.lang.numbers.mention import NumberKind

TokenClass = Literal[
    "digits", "unit", "teen", "ten", "hundred", "scale", "dozen", "article", "and", "negative", "point", "ordinal", "part", "vague", "of"
]
FIFTEEN: Final = Context(prec=15)
BELOW_HUNDRED: Final = ("unit", "teen", "ten")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or figure of a number. `gap` says what stands before it: nothing, white space, a hyphen, or something else ("break")."""

    cls: TokenClass
    value: Decimal
    start: int
    end: int
    text: str
    gap: Literal["", "space", "hyphen", "break"]
    plural: bool = False
    suffixed: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A number read from a run: its value, the token after it, and the last scale said ("3 million and a half" needs it)."""

    value: Decimal
    end: int
    kind: NumberKind = "number"
    scale: Decimal = Decimal(1)
    vague: bool = False


def parse(run: Sequence[Token], at: int) -> Parsed | None:
    """The longest number beginning at token `at`, or None."""
    if run[at].cls == "negative":
        inner = parse(run, at + 1) if at + 1 < len(run) and run[at + 1].cls != "negative" else None
        return inner and Parsed(-inner.value, inner.end, inner.kind, inner.scale)
    return vague(run, at) or fraction(run, at) or whole(run, at)


def whole(run: Sequence[Token], at: int) -> Parsed | None:
    """A cardinal with what may follow it: decimals in words, "and a half"."""
    first = cardinal(run, at)
    if first is None:
        return None
    for i in range(at + 1, first.end):
        part = fraction(run, i + 1) if run[i].cls == "and" else None
        before = cardinal(run, at, i) if part is not None and part.end > first.end else None
        if before is not None:
            return mixed(run, before) or first
    return decimals(run, first) or mixed(run, first) or first


def ordinal(run: Sequence[Token], at: int) -> Parsed | None:
    """An ordinal: "seventh", "4th", "twenty-first", "one hundred fifth"."""
    i = at
    while i < len(run) and i < at + 8 and run[i].cls in (*BELOW_HUNDRED, "hundred", "scale", "and") and (i == at or run[i].gap != "break"):
        i += 1
    if i >= len(run) or run[i].cls != "ordinal" or run[i].plural or (i > at and run[i].gap in ("", "break")):
        return None
    if i == at:
        return Parsed(run[i].value, i + 1, "ordinal")
    if run[i - 1].cls in ("unit", "teen") or (run[i].value >= 10 and run[i - 1].cls == "ten"):
        return None
    before = cardinal(run, at, i - 1 if run[i - 1].cls == "and" else i)
    whole_prefix = before is not None and before.end >= i - 1
    return Parsed(before.value + run[i].value, i + 1, "ordinal") if before is not None and whole_prefix else None


def cardinal(run: Sequence[Token], at: int, stop: int | None = None) -> Parsed | None:  # noqa: C901, PLR0912
    """A cardinal: "two hundred and two thousand", "4 thousand 3 hundred and 21", "three lakh crore"."""
    stop = len(run) if stop is None else stop
    total, scale = Decimal(0), Decimal("Infinity")
    current: Decimal | None = None
    i, end, last = at, at, ""
    if run[i].cls == "article":
        if i + 1 >= stop or run[i + 1].cls not in ("hundred", "scale", "dozen") or run[i + 1].gap != "space":
            return None
        current, i, last = Decimal(1), i + 1, "unit"
    while i < stop:
        token = run[i]
        joined = i == at or token.gap in ("space", "hyphen")
        if not joined:
            break
        if token.cls == "and":
            if (
                last not in ("hundred", "scale")
                or i + 1 >= stop
                or run[i + 1].cls not in (*BELOW_HUNDRED, "digits")
                or run[i + 1].gap != "space"
            ):
                break
            if run[i + 1].cls == "digits" and not _continues(run, i + 1, at, last):
                break
            i += 1
            continue
        if token.cls == "unit" and (current is None or last in ("ten", "hundred")):
            if last == "ten" and token.value == 0:
                break
            current = (current or Decimal(0)) + token.value
        elif token.cls in ("teen", "ten") and (current is None or last == "hundred"):
            current = (current or Decimal(0)) + token.value
        elif token.cls == "digits" and (i == at or _continues(run, i, at, last)):
            current = (current or Decimal(0)) + token.value
            if token.suffixed:
                return Parsed(current, i + 1, scale=Decimal(1))
        elif token.cls == "hundred" and (current is None or current < 100) and (current is not None or i == at):
            current = (current or Decimal(1)) * 100
        elif token.cls == "scale" and current is not None and token.value < scale:
            total, scale, current = total + current * token.value, token.value, None
        elif token.cls == "scale" and last == "scale" and current is None:
            total, scale = total * token.value, token.value
        elif token.cls == "dozen" and current is not None and total == 0:
            return Parsed(current * 12, i + 1)
        else:
            break
        last = token.cls
        i += 1
        end = i
    if end == at or (end == at + 1 and run[at].cls == "hundred"):
        return None
    said = scale if last == "scale" else Decimal(100) if last == "hundred" else Decimal(1)
    return Parsed(total + (current or Decimal(0)), end, scale=said)


def _continues(run: Sequence[Token], i: int, at: int, last: str) -> bool:
    """Whether figures at `i` go on with a number begun in figures ("4 thousand 3 hundred and 21")."""
    token = run[i]
    if run[at].cls != "digits" or "," in token.text or token.value != token.value.to_integral_value() or token.text.startswith("0"):
        return False
    return (last == "scale" and token.value < 1000) or (last == "hundred" and token.value < 100)


def decimals(run: Sequence[Token], first: Parsed) -> Parsed | None:
    """Decimals in words: "nine point nought four", "two hundred point seventy-one"."""
    i = first.end
    if i + 1 >= len(run) or run[i].cls != "point" or run[i].gap != "space":
        return None
    figures = ""
    i += 1
    while i < len(run) and run[i].cls in BELOW_HUNDRED and run[i].gap in ("space", "hyphen"):
        if run[i].cls == "unit" and run[i - 1].cls == "ten" and figures.endswith("0"):
            figures = figures[:-1]
        figures += str(run[i].value)
        i += 1
    if not figures:
        return None
    value, scale = first.value + Decimal("0." + figures), Decimal(1)
    if i < len(run) and run[i].cls == "scale":
        value, scale, i = value * run[i].value, run[i].value, i + 1
    return Parsed(value, i, scale=scale)


def mixed(run: Sequence[Token], first: Parsed) -> Parsed | None:
    """A whole and a fraction: "one and a half", "3 million and a half", "one billion and three quarters million"."""
    i = first.end
    if i + 1 >= len(run) or run[i].cls != "and" or run[i].gap != "space":
        return None
    part = fraction(run, i + 1)
    if part is None:
        return None
    scaled = part.scale > 1
    value = first.value + (part.value if scaled else part.value * (first.scale if first.scale >= 1000 else 1))
    return Parsed(FIFTEEN.plus(value), part.end, "fraction")


def fraction(run: Sequence[Token], at: int) -> Parsed | None:
    """A fraction: "two thirds", "a half", "three quarters million", "one hundred thirty-two fifths"."""
    if run[at].cls == "part":
        half = run[at].value == 2 and not run[at].plural
        scaled = at + 1 < len(run) and run[at + 1].cls == "scale" and run[at + 1].gap == "space"
        return _scaled(run, at + 1, 1 / run[at].value) if half or scaled else None
    stop = min(len(run), at + 12)
    if not any(run[i].cls in ("ordinal", "part") for i in range(at + 1, min(len(run), at + 20))):
        return None
    for split in range(at + 1, stop):
        numerator = _numerator(run, at, split)
        if (
            numerator is None
            or run[split].gap == "break"
            or (run[split].gap == "hyphen" and run[split - 1].cls == "ten" and not _denominates(run[split]))
        ):
            continue
        denominator = _denominator(run, split)
        if denominator is not None and (numerator == 1 or run[denominator.end - 1].plural):
            value = FIFTEEN.divide(numerator, denominator.value)
            return _scaled(run, denominator.end, value)
    return None


def _scaled(run: Sequence[Token], at: int, value: Decimal) -> Parsed:
    """Reads "half a million", "quarter million": the fraction times the scale that follows."""
    beyond = at + 1 if at < len(run) and run[at].cls == "of" and run[at].gap == "space" else at
    if beyond + 1 < len(run) and run[beyond].cls == "article" and run[beyond + 1].cls in ("scale", "dozen"):
        at = beyond + 1
    if at < len(run) and run[at].cls in ("scale", "dozen") and run[at].gap == "space":
        return Parsed(FIFTEEN.plus(value * run[at].value), at + 1, "number", run[at].value)
    return Parsed(FIFTEEN.plus(value), at, "fraction")


def _numerator(run: Sequence[Token], at: int, split: int) -> Decimal | None:
    if run[at].cls == "article":
        if split == at + 1:
            return Decimal(1)
        if run[at + 1].cls != "hundred":
            return None
    if any(t.cls == "and" for t in run[at:split]):
        return None
    parsed = cardinal(run, at, split)
    return parsed.value if parsed is not None and parsed.end == split else None


def _denominates(token: Token) -> bool:
    return token.cls in ("ordinal", "part")


def _denominator(run: Sequence[Token], at: int) -> Parsed | None:
    """The part named from token `at` on: "thirds", "twenty-firsts", "one hundred fifth", "hundredths", "trillionth"."""
    if run[at].cls == "part":
        return Parsed(run[at].value, at + 1)
    if run[at].cls in ("hundred", "scale"):
        return None
    total = Decimal(0)
    i = at
    while i < len(run) and i < at + 8 and run[i].gap != "break" and run[i].cls in (*BELOW_HUNDRED, "hundred", "scale"):
        i += 1
    if i >= len(run) or run[i].cls != "ordinal" or run[i].gap == "break":
        return None
    if i > at:
        before = cardinal(run, at, i)
        if before is None or before.end != i or (run[i].value < 10 and run[i - 1].cls in ("unit", "teen")):
            return None
        total = before.value
    last = run[i]
    value = total + last.value if last.value < 100 else (total or 1) * last.value
    small = total == 0 and last.value <= 2
    return None if small else Parsed(value, i + 1)


def vague(run: Sequence[Token], at: int) -> Parsed | None:
    """Reads "tens of thousands", "hundreds of millions": the least they can mean."""
    if run[at].cls != "vague":
        return None
    value, i = run[at].value, at + 1
    while i + 1 < len(run) and run[i].cls == "of" and run[i + 1].cls == "vague" and run[i + 1].gap == "space" and run[i].gap == "space":
        value, i = value * run[i + 1].value, i + 2
    return Parsed(value, i, vague=True)
