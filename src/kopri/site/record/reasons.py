"""Why statements bear on each other, and what warnings say, in the reader's language.

The engine says both in English, for whoever reads its output alone. The first is told anew here from the two statements; in the second,
which speaks of what the engine saw in a text, countries and dates are put in the reader's words.
"""

import re
from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from kopri.lang.countries import is_country
from kopri.site.base.wording import fuzzy_date
from kopri.site.record import labels, wording
from kopri.site.record.models import Relation, Statement

LOWER: Final = frozenset({"over", "at_least"})
UPPER: Final = frozenset({"under", "up_to"})
_CODE_OR_DATE: Final = re.compile(r"\b(?:(?P<country>[A-Z]{3})|(?P<date>\d{4}-\d{2}(?:-\d{2})?))\b")


def why(relation: Relation, members: Sequence[Statement]) -> str:
    """Why the statements of a relation are what they are to each other; in the engine's words where they are not two."""
    return reason(relation.kind, members[0], members[1], relation.why) if len(members) == 2 else relation.why


def reason(kind: str, one: Statement, other: Statement, otherwise: str) -> str:
    """Why two figures contradict, support or suit each other.

    Args:
        kind: of the relation.
        one, other: the two figures.
        otherwise: what is said where the figures themselves do not tell.
    """
    both = {"one": says(one), "other": says(other)}
    if kind == Relation.Kind.SUPPORTS:
        same = (one.value, one.qualifier) == (other.value, other.qualifier)
        return _("Both say %(one)s.") % both if same else _("%(one)s and %(other)s agree after rounding.") % both
    if kind == Relation.Kind.CONTRADICTS:
        return _("%(one)s and %(other)s: two values for one thing, the same countries and the same time.") % both
    return compatible(one, other, both) or otherwise


def compatible(one: Statement, other: Statement, both: dict[str, str]) -> str:
    """What explains that two values differ; empty if neither aspect, time, scope nor bound does."""
    aspects = {one.fact.get("aspect"): both["one"], other.fact.get("aspect"): both["other"]}
    if {"stock", "flow"} <= set(aspects):
        return _("%(level)s is a level, %(movement)s a movement in a period.") % {"level": aspects["stock"], "movement": aspects["flow"]}
    if one.period != other.period:
        return _("%(one)s and %(other)s: the times differ.") % both
    scopes = [statement.fact.get("scope") or "" for statement in (one, other)]
    if all(scopes) and scopes[0] != scopes[1]:
        first, second = (scope.replace("_", " ") for scope in scopes)
        return _("%(one)s and %(other)s: the first is of %(first)s, the second of %(second)s.") % {
            **both,
            "first": first,
            "second": second,
        }
    if LOWER & {one.qualifier, other.qualifier}:
        return _("%(one)s and %(other)s: the lower bound holds for the other value.") % both
    if UPPER & {one.qualifier, other.qualifier}:
        return _("%(one)s and %(other)s: the upper bound holds for the other value.") % both
    return ""


def says(statement: Statement) -> str:
    """A value with its time: "USD 4.22 billion (2019)"."""
    value = wording.value_text(statement)
    return _("%(value)s (%(period)s)") % {"value": value, "period": fuzzy_date(statement.period)} if statement.period else value


def readable(message: str) -> str:
    """A warning's message with countries by name and dates in words: "president of KOR" → "president of Korea"."""
    return _CODE_OR_DATE.sub(_in_words, message)


def _in_words(found: re.Match[str]) -> str:
    if found["date"]:
        return fuzzy_date(found["date"])
    return labels.country_label(found["country"]) if is_country(found["country"]) else found["country"]
