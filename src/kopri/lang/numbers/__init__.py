"""Numbers in running text: figures and words, money, shares, ranks, n-fold, fractions, ranges."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kopri.lang.spans import Span

NumberKind = Literal["number", "money", "percent", "ordinal", "multiple", "fraction", "duration"]


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number as written. `span` covers the number with its sign, scale and unit words ("USD 178 million", "nine years").

    `value` is exact; `unit` is an ISO 4217 code for money, "percent", a unit of time for a duration, else None;
    `digits` is the place of the bare number inside `span`.
    """

    span: Span
    value: Decimal
    kind: NumberKind
    unit: str | None
    digits: Span
