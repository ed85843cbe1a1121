"""The forum's areas of cooperation, and which sectors of statements belong to each, by their DAC purpose codes."""

from dataclasses import dataclass

from kopri.lang.sectors import dac_prefix, sectors
from kopri.site.base.models import Forum
from kopri.site.base.multilingual import Multilingual
from kopri.site.record.labels import sector_label


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the forum, or a single sector no area covers. `sectors` are the slugs statements carry."""

    slug: str
    name: Multilingual | str
    sectors: tuple[str, ...]
    of_forum: bool

    def __str__(self) -> str:
        return str(self.name)


def areas_of(forum: Forum) -> list[Area]:
    """The forum's areas in its own order."""
    return [
        Area(
            slug=area["slug"],
            name=Multilingual.parse(area["name"]),
            sectors=tuple(sector for sector in sectors() if in_area(sector, area["crs_prefixes"])),
            of_forum=True,
        )
        for area in forum.areas
    ]


def other_sectors(areas: list[Area]) -> list[Area]:
    """The sectors that no area covers, each by itself."""
    covered = {sector for area in areas for sector in area.sectors}
    return [single_sector(sector) for sector in sectors() if sector not in covered]


def area_called(slug: str, forum: Forum) -> Area | None:
    """The area of this slug, else the sector of this slug, else None."""
    area = next((area for area in areas_of(forum) if area.slug == slug), None)
    return area or (single_sector(slug) if slug in sectors() else None)


def single_sector(sector: str) -> Area:
    """A sector by itself."""
    return Area(sector, sector_label(sector).capitalize(), (sector,), of_forum=False)


def in_area(sector: str, prefixes: list[str]) -> bool:
    """Whether a sector's codes lie in an area: a group such as 110 takes in 111 to 114."""
    group = dac_prefix(sector).rstrip("0")
    return any(prefix.startswith(group) or group.startswith(prefix) for prefix in prefixes)
