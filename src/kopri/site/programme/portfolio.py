"""Projects counted by country and sector. A project in several cells counts in each; their sum is not the number of projects."""

from collections.abc import Iterable
from typing import Any


def cells_of(rows: Iterable[tuple[str | None, str | None, int, int]]) -> list[dict[str, Any]]:
    """The cells that hold something, in the order of country and sector."""
    cells = [
        {"country": country, "sector": sector, "projects": count, "overdue": late}
        for country, sector, count, late in rows
        if country and sector
    ]
    return sorted(cells, key=lambda cell: (cell["country"], cell["sector"]))
