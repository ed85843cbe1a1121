"""Readers of English spells of time: durations, "nine years ago", "the past three decades"."""

import re
from decimal import Decimal
from typing import Final

from kopri.lang.dates.build import relative
from kopri.lang.dates.mention import Anchor, DateMention, Point
from kopri.lang.dates.parts import Tokens, glued, shift_of, span_of
from kopri.lang.dates.tokens import Token

HALVES: Final = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
UNITS: Final = ("second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "half", "year", "decade", "century")
SIZES: Final = {name: size for size, name in enumerate(UNITS)}
VERB_BEFORE: Final = re.compile(r"\b(?:will|would|to|can|could|may|might|should|must)\s\Z", re.IGNORECASE)
Amount = tuple[Decimal, str]


def said(text: str, tokens: Tokens) -> list[Amount] | None:
    """What the tokens of a spell say, the largest unit first: "two years and six months" is [(2, "year"), (6, "month")]."""
    amounts: list[Amount] = []
    number: list[Token] = []
    for i, token in enumerate(tokens):
        name = str(token.value)
        following = tokens[i + 1].cls if i + 1 < len(tokens) else ""
        if token.cls == "U" and name in HALVES and (following == "U" or tokens[i - 1].cls in "&1") and (amounts or number):
            if following != "U" and amounts:
                amounts[-1] = amounts[-1][0] + HALVES[name], amounts[-1][1]
                number = []
            else:
                number.append(token)
        elif token.cls == "U" or (token.cls == "O" and token.value == 2 and number):
            amount = number_of(text, number)
            if amount is None:
                return None
            unit = "second" if token.cls == "O" else name
            business = tokens[i - 1].cls == "K" and tokens[i - 1].value == "BD" and unit == "day"
            amounts.append((amount, "business day" if business else unit))
            number = []
        elif token.cls == "v" and amounts and not number:
            amounts[-1] = amounts[-1][0] + Decimal(str(token.value)), amounts[-1][1]
        elif token.cls not in "&-,K":
            number.append(token)
    sizes = [SIZES.get(unit, 0) for _, unit in amounts]
    return amounts if amounts and sizes == sorted(set(sizes), reverse=True) else None


def number_of(text: str, tokens: Tokens) -> Decimal | None:
    """The number said by tokens: figures, words, "a", "a few", "one and a half"."""
    if any(t.cls == "w" for t in tokens):
        return next(Decimal(t.value) for t in tokens if t.cls == "w")
    if any(t.cls == "." for t in tokens):
        written = text[tokens[0].start : tokens[-1].end]
        return Decimal(written) if written.replace(".", "").isdigit() and len(written) < 12 else None
    total = Decimal(0)
    for token in tokens:
        if token.cls == "g":
            total = (total or Decimal(1)) * int(token.value)
        elif token.cls == "U":
            total += HALVES[str(token.value)]
        elif token.cls == "1":
            total += 1 if len(tokens) == 1 else 0
        elif token.cls in "nDNYv":
            total += Decimal(str(token.value))
    return total or None


def plain(amount: Decimal) -> str:
    """A number without exponent or needless zeros."""
    return f"{amount.normalize():f}"


def read_stretch(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "the past three decades", "next 4 months", "5 upcoming years", "the last 3 months and 2 weeks"."""
    moving = [t for t in tokens if t.cls in "lcx"]
    shift = next((s for s in (shift_of(t) for t in moving) if s is not None), None)
    amounts = said(text, [t for t in tokens if t not in moving])
    if tokens[0].cls == "l" and VERB_BEFORE.search(text, max(0, tokens[0].start - 8), tokens[0].start):
        return None
    if amounts is None or shift is None or (shift == 0 and tokens[0].cls != "c"):
        return None
    amount, unit = amounts[0]
    if tokens[0] not in moving and amount > 1 and text[tokens[-1].end - 1] != "s":
        return None
    if amount != int(amount) or unit in ("second", "minute", "hour", "half"):
        return None
    back = -int(amount) if shift <= 0 else int(amount)
    point, now = Point(shift=back, unit=unit), Point(shift=0, unit=unit)
    first, last = (point, now) if back < 0 else (now, point)
    return relative(span_of(tokens), first, last=last, amount=plain(amount), also=also(amounts))


def also(amounts: list[Amount]) -> tuple[tuple[str, str], ...]:
    """What is added to the first amount, in smaller units."""
    return tuple((plain(amount), unit) for amount, unit in amounts[1:])


def read_ago(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "nine years ago", "two days earlier", "2 years 1 month and 21 days later"."""
    amounts = said(text, tokens[:-1])
    if amounts is None or any(amount != int(amount) for amount, _ in amounts) or glued(text, tokens[:1]):
        return None
    way = tokens[-1].cls
    anchor: Anchor = "reference" if way == "a" else "context"
    steps = tuple((int(amount) if way == "p" else -int(amount), unit) for amount, unit in amounts)
    span = span_of(tokens)
    if amounts[0][1] == "weekend":
        return relative(span, Point(shift=steps[0][0], unit="weekend"), anchor)
    if len(steps) == 1:
        return relative(span, Point(shift=steps[0][0], unit=steps[0][1]), anchor, amount=plain(amounts[0][0]))
    return relative(span, Point(shift=0, unit="day", moves=steps), anchor, amount=plain(amounts[0][0]), also=also(amounts))


def read_duration(text: str, tokens: Tokens) -> DateMention | None:
    """Reads "nine years", "30-day", "3 minutes", "one and a half hours", "half an hour", "all day", "3h"."""
    if tokens[0].cls == "u":
        unit, _, number = str(tokens[0].value).partition(" ")
        return _lasting(tokens, [(Decimal(number), unit)]) if not glued(text, [tokens[0]._replace(cls="N")]) else None
    unit = str(tokens[-1].value)
    if tokens[0].cls == "A":
        return _lasting(tokens, [(Decimal(1), unit)])
    if tokens[0].cls == "U":
        half = HALVES.get(str(tokens[0].value))
        return _lasting(tokens, [(half, unit)]) if half else None
    amounts = said(text, tokens)
    if amounts is None or any(u == "half" for _, u in amounts) or glued(text, tokens[:1]):
        return None
    if tokens[0].cls == "1" and (unit == "quarter" or _is_word(text, tokens)):
        return None
    return _lasting(tokens, amounts)


def _is_word(text: str, tokens: Tokens) -> bool:
    """Whether "a second" is no spell of time."""
    return len(tokens) == 2 and tokens[1].cls == "O" and text[tokens[1].start :][:6].lower() == "second"


def _lasting(tokens: Tokens, amounts: list[Amount]) -> DateMention:
    amount, unit = amounts[0]
    point = Point(unit=unit)
    return DateMention(span_of(tokens), "duration", None, None, "none", point, point, amount=plain(amount), also=also(amounts))
