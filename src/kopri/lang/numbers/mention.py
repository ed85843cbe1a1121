"""What a number in a text is."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kopri.lang.spans import Span

NumberKind = Literal["number", "money", "percent", "ordinal", "multiple", "fraction", "duration"]


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number as written. `span` covers the number with its sign, scale and unit words ("USD 178 million", "nine years").

    `value` is exact and counts in `unit`; `unit` is an ISO 4217 code for money, "percent", a unit of time for a duration, else None.
    `digits` is the place of the bare number with its scale inside `span`, `number` its value ("three decades": 3, `value` is 30 years).
    `vague` marks words that only bound the value from below ("tens of thousands": 10,000).
    `words` is true if the number is written in words alone.
    """

    span: Span
    value: Decimal
    kind: NumberKind
    unit: str | None
    digits: Span
    number: Decimal = Decimal(0)
    vague: bool = False
    words: bool = False
