"""Which documents of an archive are worth the rules: those in a language the engine reads that speak of a forum or of its members."""

from functools import cache
from typing import Final, Literal

from kopri.lang.countries import LANGUAGES, find_countries
from kopri.lang.language import identify_language
from kopri.reading.names.gazetteer import forums, known_names

PARTIES: Final = 2
Reason = Literal["parties", "language"]


def why_filtered(text: str) -> Reason | None:
    """Why a document is left out before the rules.

    Returns:
        "parties" if it names no forum and not two members of one forum (a region stands for its members), "language" if it is in
        none of the languages of `kopri.lang.countries`, None if it is to be read.
    """
    if not names_parties(text):
        return "parties"
    return None if identify_language(text) in LANGUAGES else "language"


def names_parties(text: str) -> bool:
    """Whether a text names a forum, or two members of one forum."""
    named = {country for mention in find_countries(text) for country in (mention.members or (mention.id,))}
    if any(len(members & named) >= PARTIES for members in _members()):
        return True
    return any(entry.kind == "forum" for _, _, entry in known_names(text))


@cache
def _members() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(forum.members) for forum in forums())
