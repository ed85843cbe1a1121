"""One event, agreement or commitment as several documents tell it: shown once, with every source."""

from collections.abc import Iterable
from dataclasses import dataclass

from kopri.lang.names import fold_name
from kopri.site.record.models import Statement, StatementKind


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with the statements that tell it, the best one first: confirmed, of a good source."""

    tellings: tuple[Statement, ...]

    @property
    def first(self) -> Statement:
        """The one to show."""
        return self.tellings[0]


def tell_once(statements: Iterable[Statement]) -> list[Told]:
    """Group statements that tell the same, in the order of the first of each group."""
    groups: dict[tuple[str, ...], list[Statement]] = {}
    for statement in statements:
        groups.setdefault(same_if(statement), []).append(statement)
    return [Told(tuple(sorted(rows, key=goodness))) for rows in groups.values()]


def same_if(statement: Statement) -> tuple[str, ...]:
    """What two statements have in common that tell the same: class and day, or name, or who and what."""
    fact = statement.fact
    if statement.type == StatementKind.EVENT:
        to_the_day = len(statement.period) == len("2021-03-04")
        return ("event", fact["class"], statement.period, "" if to_the_day else fold_name(fact["name"]))
    if statement.type == StatementKind.AGREEMENT:
        return ("agreement", fold_name(fact["name"]))
    if statement.type == StatementKind.COMMITMENT:
        return ("commitment", fold_name(fact["what"]), *sorted(fact["who"]))
    return (statement.type, str(statement.pk))


def goodness(statement: Statement) -> tuple[bool, str, int]:
    """Order of tellings of one thing."""
    source = statement.document.source
    return not statement.is_confirmed, source.reliability if source else "F", statement.pk
