"""Names in a document: countries, nationalities, regions, cities, persons, posts, organisations, forums.

A gazetteer finds what is known, a grammar what is named by its form; where they overlap the longer name wins.
"""

from kopri.reading.names.find import find_names
from kopri.reading.names.forums import edition_of
from kopri.reading.names.gazetteer import (
    City,
    Edition,
    Forum,
    Holder,
    KnownOrganisation,
    Term,
    cities,
    city,
    forums,
    holder,
    holders,
    known_organisation,
    organisations,
)

__all__ = [
    "City",
    "Edition",
    "Forum",
    "Holder",
    "KnownOrganisation",
    "Term",
    "cities",
    "city",
    "edition_of",
    "find_names",
    "forums",
    "holder",
    "holders",
    "known_organisation",
    "organisations",
]
