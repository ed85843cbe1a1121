"""Projects counted by country and sector. A project in several cells counts in each; their sum is not the number of projects."""

from collections.abc import Iterable
from typing import Any

from kopri.site.programme.standing import Standing


def cells_of(projects: Iterable[Any]) -> list[dict[str, Any]]:
    """The cells that hold something. Each project has `standing`, its countries and its sectors at hand."""
    cells: dict[tuple[str, str], dict[str, Any]] = {}
    for project in projects:
        for country in project.countries.all():
            for sector in {row.sector: row for row in project.sectors.all()}:
                cell = cells.setdefault(
                    (country.country, sector), {"country": country.country, "sector": sector, "projects": 0, "overdue": 0}
                )
                cell["projects"] += 1
                cell["overdue"] += project.standing == Standing.OVERDUE
    return [cells[key] for key in sorted(cells)]
