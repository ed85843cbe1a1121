"""Whether a number is an amount of money, by the currency before or after it."""

import re
from dataclasses import replace
from typing import Final

from kopri.lang.numbers.lexicon import currencies, load
from kopri.lang.numbers.mention import NumberMention
from kopri.lang.numbers.words import grammar
from kopri.lang.spans import Span

OF: Final = re.compile(r"\s+of(?=\s)")
SCALE_AFTER: Final = re.compile(r"\s+(million|billion|trillion|thousand)\b", re.IGNORECASE)


def money_before(text: str, plain: NumberMention, floor: int) -> NumberMention | None:
    """The amount if a currency stands before the number, not before `floor`."""
    money = currencies()
    before = None if plain.words or plain.kind != "number" else money.before(text, plain.digits.start, floor)
    if before is None:
        return None
    unit, factor = money.meant(before)
    return replace(plain, span=Span(before.start(), plain.digits.end), value=plain.value * factor, kind="money", unit=_iso(unit))


def money_after(text: str, plain: NumberMention) -> NumberMention | None:
    """The amount if a currency stands after the number."""
    money = currencies()
    start, end = plain.digits.start, plain.digits.end
    beyond = OF.match(text, end) if plain.vague else None
    after = money.suffix.match(text, beyond.end() if beyond else end)
    if after is None or not _is_money(text, plain, after):
        return None
    written = after["unit"] or after["sign"] or after["name"]
    unit = money.units["".join(written.lower().split())] if not after["unit"] else after["unit"].upper()
    value = plain.value * (money.scales[after["scale"]] if after["scale"] else 1)
    stop = after.end()
    scale = SCALE_AFTER.match(text, stop) if after["unit"] else None
    if scale:
        value, stop = value * grammar().words[scale[1].lower()].value, scale.end()
    return replace(plain, span=Span(start, stop), value=value, kind="money", unit=_iso(unit))


def _iso(unit: str) -> str:
    return unit.upper() if len(unit) == 3 and unit.upper() in load("currencies")["codes"] else unit


def _is_money(text: str, plain: NumberMention, after: re.Match[str]) -> bool:
    """Whether the word after a number is a currency here: not "won 3 medals", "25 pound weights", nor a code in small letters."""
    if after["unit"]:
        return currencies().is_code(after["unit"])
    if after["sign"]:
        return re.match(r"\s*\d", text[after.end() : after.end() + 3]) is None or text[after.start() : after.start() + 1].isspace()
    name = after["name"].lower()
    large = abs(plain.value) >= 1000 or name in ("yen", "pounds", "sum", "won")
    return (
        name not in currencies().shy
        or large
        or re.match(r"\s*-", text[plain.digits.end : plain.digits.end + 2]) is not None
        or name in ("francs", "quid", "bucks")
    )
