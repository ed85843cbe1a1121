"""Numbers in English text."""

import re
from dataclasses import replace
from typing import Final

from kopri.lang.numbers import cardinals
from kopri.lang.numbers.cardinals import Parsed, Token
from kopri.lang.numbers.joining import join_durations, join_parts, join_ratios, share_units
from kopri.lang.numbers.mention import NumberMention
from kopri.lang.numbers.money import money_after, money_before
from kopri.lang.numbers.tokens import runs
from kopri.lang.numbers.words import grammar
from kopri.lang.spans import Span

AFTER_PART: Final = re.compile(r"\s*(?:of\b|more\b|less\b|higher\b|lower\b|[.,;:!?)\"”’]|\Z)", re.IGNORECASE)
TIMES: Final = re.compile(r"\s+times\b|[-\s]?fold\b")
SIGNS: Final = ("-", "−", "–")
SIGN: Final = re.compile(r"\A[-−–]\s?\Z|(?:\A|(?<=[\s(=:]))[-−–]\Z")


def find(text: str) -> list[NumberMention]:
    """All numbers of an English text (or the figures of any other), in text order."""
    found: list[NumberMention] = []
    for run in runs(text):
        at = 0
        while at < len(run):
            read = _read(text, run, at, found[-1].span.end if found else 0)
            if read is None:
                at += 1
                continue
            mention, at = read
            if not found or mention.span.start >= found[-1].span.end:
                found.append(mention)
    return share_units(text, join_durations(text, join_ratios(text, join_parts(text, found))))


def _read(text: str, run: list[Token], at: int, floor: int) -> tuple[NumberMention, int] | None:
    """The number beginning at a token, with what is written around it, and the token after it."""
    token = run[at]
    known = grammar()
    if token.cls == "vague" and token.value == 0:
        span = Span(token.start, token.end)
        value = known.multiples[token.text.lower()]
        return NumberMention(span, value, "multiple", None, span, value, words=True), at + 1
    if token.cls in ("and", "of", "point"):
        return None
    parsed = cardinals.ordinal(run, at) or cardinals.parse(run, at)
    if parsed is None or not _stands(text, run, at, parsed):
        return None
    return _dress(text, run, at, parsed, floor), parsed.end


def _stands(text: str, run: list[Token], at: int, parsed: Parsed) -> bool:
    """Whether words read as a number are one here: not the pronoun "one", nor half of a period, nor "a third party"."""
    known = grammar()
    first, last = run[at], run[parsed.end - 1]
    alone = parsed.end == at + 1
    if alone and first.cls == "unit" and first.text.lower() == "one":
        return known.pronoun.search(text, max(0, first.start - 12), first.start) is None
    if alone and first.cls == "part":
        before = known.period_half.search(text, max(0, first.start - 12), first.start)
        return before is None and known.half_compound.match(text, first.end) is None
    if (
        parsed.kind == "fraction"
        and last.cls in ("ordinal", "part")
        and not last.plural
        and first.cls == "article"
        and last.text.lower() != "half"
    ):
        return AFTER_PART.match(text, last.end) is not None
    return True


def _dress(text: str, run: list[Token], at: int, parsed: Parsed, floor: int) -> NumberMention:
    """The mention with sign, percent, money, time or "times" around the bare number."""
    known = grammar()
    start, end = run[at].start, run[parsed.end - 1].end
    value = parsed.value
    words = all(t.cls != "digits" and not t.text[0].isdigit() for t in run[at : parsed.end])
    if run[at].cls == "digits" and start and (text[start - 1] in SIGNS or start <= 2):
        sign = SIGN.search(text, max(0, start - 3), start)
        if sign:
            start, value = sign.start(), -value
    digits = Span(start, end)
    plain = NumberMention(digits, value, parsed.kind, None, digits, value, parsed.vague, words)
    if parsed.kind == "ordinal":
        return plain
    following = known.following(text, end)
    percent = known.percent.match(text, end) if "percent" in following else None
    if percent:
        return replace(plain, span=Span(start, percent.end()), kind="percent", unit="percent")
    money = money_before(text, plain, floor) or (money_after(text, plain) if "money" in following else None)
    if money:
        return money
    time = known.time.match(text, end) if "time" in following else None
    if time:
        unit, size = known.time_units[re.sub(r"s\Z", "", time["unit"].lower())]
        return replace(plain, span=Span(start, time.end()), value=value * size, kind="duration", unit=unit)
    times = TIMES.match(text, end) if "times" in following else None
    if times:
        return replace(plain, span=Span(start, times.end()), kind="multiple")
    return plain
