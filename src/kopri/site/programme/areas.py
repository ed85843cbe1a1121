"""Sectors by name, as the forum calls its areas."""

from django.utils.text import capfirst

from kopri.site.record.labels import sector_label


def sector_name(slug: str) -> str:
    """The name of a sector in the reader's language."""
    return str(capfirst(sector_label(slug)))
