"""Sectors by name, and the sectors that an area of the forum takes in."""

from typing import Any

from django.utils.text import capfirst

from kopri.lang.sectors import dac_prefix, sectors
from kopri.site.base.models import Forum
from kopri.site.base.multilingual import Multilingual
from kopri.site.record.labels import sector_label


def sector_name(slug: str) -> str:
    """The name of a sector in the reader's language; of an area of the forum if it is none."""
    if slug in sectors():
        return str(capfirst(sector_label(slug)))
    area = next((area for area in areas() if area["slug"] == slug), None)
    return str(Multilingual.parse(area["name"])) if area else str(capfirst(sector_label(slug)))


def sectors_of(slug: str) -> tuple[str, ...]:
    """The sectors meant by a slug: itself, and of an area those whose DAC codes lie in it."""
    area = next((area for area in areas() if area["slug"] == slug), None)
    if area is None:
        return (slug,)
    prefixes = area["crs_prefixes"]
    within = [sector for sector in sectors() if any(_meet(prefix, dac_prefix(sector).rstrip("0")) for prefix in prefixes)]
    return (slug, *within)


def areas() -> list[dict[str, Any]]:
    """The areas of the forum."""
    forum = Forum.objects.first()
    return list(forum.areas) if forum else []


def _meet(prefix: str, group: str) -> bool:
    return prefix.startswith(group) or group.startswith(prefix)
