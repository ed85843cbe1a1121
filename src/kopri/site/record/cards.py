"""A statement on the review desk: everything needed to decide at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from kopri.site.base.wording import amount, fuzzy_date
from kopri.site.record import labels, reasons, wording
from kopri.site.record.credibility import credibility_text
from kopri.site.record.forms.facts import ASPECTS, QUALIFIERS
from kopri.site.record.marks import Mark, around, merge, show_places
from kopri.site.record.models import Statement, StatementKind

Json = dict[str, Any]
Shown = dict[Any, str]
LESS: Final = _l("not said")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a card. `was` is what the machine read, where a person corrected it."""

    label: str
    value: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """What another source says: the relation in words, the other statement, why."""

    kind: str
    word: str
    statement: Statement
    says: str
    why: str


def quotes_of(statement: Statement) -> list[SafeString]:
    """The sentences the passages stand in, the passages themselves set off."""
    text = statement.document.text
    places = merge((start, end) for start, end in statement.evidence)
    if statement.type == StatementKind.FIGURE:
        places = [(statement.start, statement.end), *(p for p in places if not p[0] <= statement.start < p[1])]
    sentences = merge(around(text, start, end) for start, end in (*places, *statement.evidence))
    return show_places(text, [Mark(start, end, "", "surface") for start, end in places], sentences)


def rows_of(statement: Statement) -> list[Row]:
    """The fact field by field, then how it is said and how it was read."""
    held = fields_of(statement.type, statement.fact, statement.fact.get("valid") or statement.valid)
    read = fields_of(statement.type, statement.payload, statement.valid) if statement.correction is not None else held
    rows = [
        Row(str(label), held.get(label) or str(LESS), None if read.get(label) == held.get(label) else read.get(label) or str(LESS))
        for label in dict.fromkeys([*held, *read])
        if held.get(label) or read.get(label)
    ]
    return [*rows, *(Row(str(label), value) for label, value in reading_of(statement).items() if value)]


def fields_of(kind: str, fact: Json, valid: Json) -> Shown:
    """The fields of a payload in the reader's words; empty ones are empty strings."""
    match kind:
        case StatementKind.FIGURE:
            return figure_fields(fact) | {_("Period"): when(valid)}
        case StatementKind.EVENT:
            return {
                _("Kind of event"): labels.event_label(fact["class"]),
                _("Date"): when(valid),
                _("Place"): fact["place"] or "",
                _("Participants"): named(fact["participants"]),
                _("State"): labels.label(labels.EVENT_STATES, fact["status"]),
                _("Edition"): str(fact["edition"] or ""),
            }
        case StatementKind.COMMITMENT:
            return {
                _("Who"): named(fact["who"]),
                _("To whom"): named(fact["to"]),
                _("What"): fact["what"],
                _("Strength"): labels.strength_label(fact["strength"]),
                _("Due"): fuzzy_date(fact["due"]) if fact["due"] else _("no date agreed"),
                _("Sector"): labels.sector_label(fact["sector"] or ""),
            }
        case StatementKind.AGREEMENT:
            date = fuzzy_date(fact["date"]) if fact["date"] else ""
            kind_name = labels.agreement_label(fact["kind"])
            return {_("Kind"): kind_name, _("Name"): fact["name"], _("Parties"): named(fact["parties"]), _("Date"): date}
        case StatementKind.POST:
            organisation = labels.country_label(fact["organisation"] or "")
            return {_("Person"): fact["person"], _("Post"): fact["post"], _("Of"): organisation, _("Period"): when(valid)}
        case StatementKind.ORGANISATION:
            kind_name = labels.label(labels.ORGANISATIONS, fact["kind"] or "")
            return {_("Name"): fact["name"], _("Kind"): kind_name, _("Country"): labels.country_label(fact["country"] or "")}
        case StatementKind.INITIATIVE:
            ends = {_("Start"): fuzzy_date(fact["start"] or ""), _("End"): fuzzy_date(fact["end"] or "")}
            return {_("Name"): fact["name"]} | ends | {str(head): str(cell) for head, cell in fact["cells"].items()}
    return {}


def figure_fields(fact: Json) -> Shown:
    """A figure: value in full, measure, whose, how exact, and what it is besides an actual quantity."""
    value = Decimal(fact["value"])
    exact = amount(value, fact["unit"], exact=True)
    return {
        _("Value"): exact if fact["qualifier"] == "exact" else f"{labels.label(QUALIFIERS, fact['qualifier'])} {exact}",
        _("Measure"): capfirst(labels.measure_label(fact["measure"])),
        _("Countries"): wording.parties_text([(p["id"], p["role"]) for p in fact["parties"]]),
        _("Subject"): fact["subject"] or "",
        _("Stage"): labels.stage_label(fact["stage"]),
        _("Flow or stock"): labels.label(ASPECTS, fact.get("aspect") or ""),
        _("Kind"): "" if fact["kind"] == "quantity" else labels.label(labels.FIGURE_KINDS, fact["kind"]),
        _("Scope"): labels.label(labels.SCOPES, fact["scope"] or ""),
    }


def reading_of(statement: Statement) -> Shown:
    """How the text says it, who said it, which rule read it, how sure that is, and how credible what is said."""
    return {
        _("Said as"): labels.mood_label(statement.mood),
        _("Said by"): statement.speaker,
        _("Read"): labels.made_by_label(statement.made_by),
        _("Confidence"): _("%(percent)d%%") % {"percent": round(statement.confidence * 100)},
        _("Credibility"): credibility_text(statement),
    }


def when(valid: Json) -> str:
    """A time with its own precision; says so where it was inferred."""
    shown = wording.span_text(valid.get("start"), valid.get("end"))
    return _("%(date)s (inferred)") % {"date": shown} if shown and valid.get("basis") == "inferred" else shown


def named(codes: Sequence[str]) -> str:
    """Countries and other names in a line."""
    return ", ".join(labels.country_label(code) for code in codes)


def related_to(statement: Statement) -> list[Related]:
    """What other sources say to the same question; contradictions first."""
    order = {"contradicts": 0, "supports": 1, "compatible": 2}
    others: Any = Statement.objects.live().related_to(statement)
    found = [
        Related(
            r.relation_kind,
            labels.relation_label(r.relation_kind),
            r,
            wording.value_text(r),
            reasons.reason(r.relation_kind, statement, r, r.relation_why),
        )
        for r in others
    ]
    return sorted(found, key=lambda r: order.get(r.kind, 3))
