"""Entries of the journal in words: what happened, and what changed from what to what. Names of people are not in the journal."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kopri.site.accounts.models import Organisation
from kopri.site.base.models import JournalEntry
from kopri.site.base.templatetags.kopri import country_names
from kopri.site.base.wording import fuzzy_date
from kopri.site.programme.models import Commitment, DueBasis, Edition, Visibility

VERBS: Final[Mapping[str, Any]] = {
    "commitment.added": gettext_lazy("identified"),
    "commitment.changed": gettext_lazy("changed"),
    "commitment.assigned": gettext_lazy("lead body named"),
    "commitment.dated": gettext_lazy("date set"),
    "commitment.moved": gettext_lazy("moved on"),
    "commitment.merged": gettext_lazy("joined with a duplicate"),
    "commitment.grounded": gettext_lazy("a further ground"),
    "commitment.reported": gettext_lazy("reported on"),
    "score.drafted": gettext_lazy("score drafted"),
    "score.moved.draft": gettext_lazy("score taken back"),
    "score.moved.comment": gettext_lazy("score opened for comment"),
    "score.moved.final": gettext_lazy("score final"),
    "score.commented": gettext_lazy("score commented on"),
    "score.answered": gettext_lazy("comment on a score answered"),
    "score.guideline_written": gettext_lazy("guideline for scoring written"),
    "edition.added": gettext_lazy("entered"),
    "edition.changed": gettext_lazy("changed"),
    "edition.moved": gettext_lazy("moved on"),
}
SILENT: Final = frozenset({"moved_at", "due_baseline"})
FIELDS: Final[Mapping[str, Any]] = {
    "state": gettext_lazy("state"),
    "due": gettext_lazy("due"),
    "due_basis": gettext_lazy("basis of the date"),
    "lead_id": gettext_lazy("lead body"),
    "members": gettext_lazy("members bound"),
    "edition_id": gettext_lazy("edition"),
    "successor_id": gettext_lazy("followed by"),
    "visibility": gettext_lazy("seen by"),
    "planned": gettext_lazy("planned for"),
    "start": gettext_lazy("first day"),
    "end": gettext_lazy("last day"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A column before and after, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One entry in words. `actor` is a person's number, None where the machine acted."""

    at: datetime
    words: str
    changes: tuple[Change, ...]
    actor: int | None


def told_changes(entries: Iterable[JournalEntry]) -> list[Told]:
    """Entries in words, in the order given; at most one query for the names of the bodies."""
    known = list(entries)
    leads = {key for entry in known for key in entry.detail.get("changes", {}).get("lead_id", ()) if key}
    names = {o.pk: str(o) for o in Organisation.objects.filter(pk__in=leads)} if leads else {}
    return [_told(entry, names) for entry in known]


def _told(entry: JournalEntry, names: Mapping[int, str]) -> Told:
    stepped = f"{entry.verb}.{entry.detail.get('state')}"
    words = str(VERBS.get(stepped) or VERBS.get(entry.verb) or entry.verb.rpartition(".")[2].replace("_", " "))
    noun = Edition if entry.target == "programme.edition" else Commitment
    changes = [
        Change(str(FIELDS.get(name, name.replace("_", " "))), _value(name, before, noun, names), _value(name, after, noun, names))
        for name, (before, after) in entry.detail.get("changes", {}).items()
        if name not in SILENT
    ]
    if "axis" in entry.detail and entry.detail.get("country"):
        words = _("%(words)s, %(country)s") % {"words": words, "country": country_names([entry.detail["country"]])}
    return Told(entry.at, words, tuple(changes), entry.actor)


def _value(name: str, value: Any, noun: Any, names: Mapping[int, str]) -> str:
    if value in (None, "", []):
        return _("none")
    shown: Mapping[str, Callable[[Any], Any]] = {
        "state": lambda v: noun.State(v).label,
        "due": fuzzy_date,
        "planned": fuzzy_date,
        "start": fuzzy_date,
        "end": fuzzy_date,
        "due_basis": lambda v: DueBasis(v).label,
        "visibility": lambda v: Visibility(v).label,
        "members": country_names,
        "lead_id": lambda v: names.get(v, _("a body that is no longer there")),
        "successor_id": lambda _v: _("another commitment"),
        "edition_id": lambda _v: _("another edition"),
    }
    return str(shown[name](value)) if name in shown else str(value)
