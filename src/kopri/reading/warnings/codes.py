"""Warnings are made here, so that each code has its one severity."""

import re
from collections.abc import Iterable
from functools import cache

from kopri.lang.spans import Span
from kopri.reading.datafiles import load_data
from kopri.reading.model import Severity, TextWarning

MOST: int = 12


@cache
def severities() -> dict[str, Severity]:
    """The severity of every code that can be given."""
    return {str(code): severity for code, severity in load_data("warnings")["severities"].items()}


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of `data/warnings.yaml`."""
    return re.compile(load_data("warnings")[name])


def warn(
    code: str, message: str, evidence: Iterable[Span], statements: Iterable[str] = (), severity: Severity | None = None
) -> TextWarning:
    """A warning with its evidence in text order, at most twelve places.

    Raises:
        KeyError: if there is no such code.
        ValueError: without evidence.
    """
    places = sorted(set(evidence))[:MOST]
    if not places:
        raise ValueError(f"{code} needs evidence")
    return TextWarning(code, severity or severities()[code], message, tuple(places), tuple(statements))
