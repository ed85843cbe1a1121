"""What came of asking a language model about a document, in the reader's words: for the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kopri.site.record.models import Document

DROPPED: Final[Mapping[str, str | Promise]] = {
    "malformed": _("not of the form asked for"),
    "quote_too_short_or_long": _("the quote is too short or too long"),
    "quote_not_in_text": _("the quote does not stand in the text"),
    "quote_not_unique": _("the quote stands in the text more than once"),
    "already_read": _("the rules had read it already"),
    "twice": _("proposed twice"),
    "value_not_in_quote": _("the value does not stand in the quote"),
    "unit_not_in_quote": _("the unit does not stand in the quote"),
    "words_not_in_quote": _("a name or its words do not stand in the quote"),
    "country_not_in_text": _("a country is not named in the text"),
    "date_not_in_quote": _("the time is not said in the quote"),
    "unknown_word": _("a word that is not among those asked for"),
}
FAILED: Final[Mapping[str, str | Promise]] = {
    "no_connection": _("no connection"),
    "timeout": _("no answer in time"),
    "closed": _("the connection was closed"),
    "key_refused": _("the key was refused"),
    "too_many_requests": _("too many requests"),
    "server_error": _("an error of the server"),
    "http_error": _("the request was refused"),
    "too_long": _("the answer was too long"),
    "no_json": _("the answer could not be read"),
    "no_text": _("the answer could not be read"),
    "bad_answer": _("the answer held no list of statements"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was asked, what was kept, and what was dropped or failed for which reason."""

    model: str
    at: datetime
    pieces: int
    unsent: int
    kept: int
    dropped: list[tuple[str, int]]
    failed: list[tuple[str, int]]


def asked_about(document: Document) -> Asked | None:
    """What came of asking about a document; None if nobody asked."""
    told = document.proposals
    if not told:
        return None
    return Asked(
        model=told["model"],
        at=datetime.fromisoformat(told["at"]),
        pieces=told["pieces"],
        unsent=told["unsent"],
        kept=told["kept"],
        dropped=[(str(DROPPED.get(reason, reason)), count) for reason, count in told["dropped"].items()],
        failed=[(str(FAILED.get(reason, reason)), count) for reason, count in told["failed"].items()],
    )
