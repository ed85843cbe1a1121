"""A fact in one line of the reader's language: "Trade, Kazakhstan – Korea, 2019: USD 4.22 billion".

The wording follows the fact that holds (a correction before the machine's reading). Parties come with the row: fetch them along.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Final

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from kopri.site.base.wording import DIGITS_SHOWN, amount, fuzzy_date
from kopri.site.record import labels
from kopri.site.record.models import PostHeld, Statement, StatementKind

LONGEST_NAME: Final = 220
QUALIFIED: Final = {
    "about": gettext_lazy("about %(value)s"),
    "nearly": gettext_lazy("nearly %(value)s"),
    "over": gettext_lazy("over %(value)s"),
    "at_least": gettext_lazy("at least %(value)s"),
    "under": gettext_lazy("under %(value)s"),
    "up_to": gettext_lazy("up to %(value)s"),
}


def fact_text(statement: Statement) -> str:
    """The fact of a statement in one line."""
    return WORDINGS[StatementKind(statement.type)](statement)


def subject_text(statement: Statement) -> str:
    """What a figure is a value of, without period and value: "Trade, Kazakhstan – Korea"."""
    subject = statement.fact.get("subject") or ""
    return _comma(capfirst(labels.measure_label(statement.measure)), parties_line(statement), subject)


def value_text(statement: Statement) -> str:
    """The value of a figure with unit, qualifier and what it is besides an actual quantity: "over USD 6 billion (planned)"."""
    fact = statement.fact
    shown = qualified(measured(Decimal(fact["value"]), statement.unit, fact.get("kind", "quantity")), statement.qualifier)
    if statement.stage in {"", "actual"}:
        return shown
    return _("%(value)s (%(stage)s)") % {"value": shown, "stage": labels.stage_label(statement.stage)}


def measured(value: Decimal, unit: str, kind: str = "quantity") -> str:
    """A value with its unit, in short where that loses nothing: 4220000000 USD → "USD 4.22 billion", 1534567890 → every digit."""
    digits = len(value.normalize().as_tuple().digits)
    shown = amount(value, "rank" if kind == "rank" else unit, exact=digits > DIGITS_SHOWN)
    return _("+%(amount)s") % {"amount": shown} if kind == "change" and value > 0 else shown


def qualified(shown: str, qualifier: str) -> str:
    """A value with "about", "over" and the like before it."""
    return str(QUALIFIED[qualifier]) % {"value": shown} if qualifier in QUALIFIED else shown


def parties_line(statement: Statement) -> str:
    """The countries of a statement: "Kazakhstan – Korea", "Korea → Kazakhstan"."""
    return parties_text([(p.country, p.role) for p in statement.parties.all()])


def parties_text(parties: Iterable[tuple[str, str]]) -> str:
    """Countries by role, in the order of their codes: of – of, from → to."""
    sides: dict[str, list[str]] = {"of": [], "from": [], "to": []}
    for country, role in sorted(parties):
        sides.setdefault(role, []).append(labels.country_label(country))
    among = pgettext("between two countries", " – ").join(sides["of"])
    giving, taking = _comma(*sides["from"]), _comma(*sides["to"])
    if giving and taking:
        flow = _("%(giving)s → %(taking)s") % {"giving": giving, "taking": taking}
    elif taking:
        flow = _("to %(country)s") % {"country": taking}
    elif giving:
        flow = _("from %(country)s") % {"country": giving}
    else:
        flow = ""
    return _comma(among, flow)


def span_text(start: str | None, end: str | None) -> str:
    """An interval whose ends keep their own precision: "Q3 2024 – ongoing"."""
    if not end or start == end:
        return fuzzy_date(start)
    last = _("ongoing") if end == "ongoing" else fuzzy_date(end)
    if not start:
        return _("until %(end)s") % {"end": last}
    return _("%(start)s – %(end)s") % {"start": fuzzy_date(start), "end": last}


def post_text(post: PostHeld) -> str:
    """A post with its country or organisation, where the title does not name it."""
    where = labels.country_label(post.country) if post.country else post.organisation
    title = capfirst(post.title)
    return title if not where or where.casefold() in title.casefold() else _comma(title, where)


def held_text(post: PostHeld) -> str:
    """When a post was held: "since 20 March 2019"; of a post somebody is only named with, when that was."""
    if post.statement_id:
        return _("named with it: %(date)s") % {"date": fuzzy_date(post.start)} if post.start else ""
    if post.start and not post.end:
        return _("since %(start)s") % {"start": fuzzy_date(post.start)}
    return span_text(post.start or None, post.end or None)


def _figure(statement: Statement) -> str:
    return _colon(_comma(subject_text(statement), fuzzy_date(statement.period)), value_text(statement))


def _event(statement: Statement) -> str:
    fact = statement.fact
    kind, name = labels.event_label(fact["class"]), fact["name"]
    named = capfirst(name) if kind.casefold() in name.casefold() else _colon(capfirst(kind), name)
    known = named.casefold()
    place = fact["place"] or ""
    parties = _comma(*(c for c in map(labels.country_label, fact["participants"]) if c.casefold() not in known))
    status = "" if fact["status"] == "held" else labels.label(labels.EVENT_STATES, fact["status"])
    return _comma(named, "" if place.casefold() in known else place, parties, fuzzy_date(statement.period), status)


def _commitment(statement: Statement) -> str:
    fact = statement.fact
    who, to = (_comma(*map(labels.country_label, fact[side])) for side in ("who", "to"))
    sides = _("%(giving)s → %(taking)s") % {"giving": who, "taking": to} if who and to and who != to else who or to
    said = _colon(sides, Truncator(fact["what"]).chars(LONGEST_NAME)) if sides else capfirst(fact["what"])
    due = _("due %(date)s") % {"date": fuzzy_date(fact["due"])} if fact["due"] else ""
    return _("%(fact)s (%(remark)s)") % {"fact": said, "remark": _comma(labels.strength_label(fact["strength"]), due)}


def _agreement(statement: Statement) -> str:
    fact = statement.fact
    kind, name = labels.agreement_label(fact["kind"]), fact["name"]
    named = name if kind.casefold() in name.casefold() else _colon(capfirst(kind), name)
    return _comma(named, parties_line(statement), fuzzy_date(fact["date"] or statement.period))


def _post(statement: Statement) -> str:
    fact = statement.fact
    return _colon(fact["person"], _comma(fact["post"], labels.country_label(fact["organisation"] or "")))


def _organisation(statement: Statement) -> str:
    fact = statement.fact
    return _comma(fact["name"], labels.label(labels.ORGANISATIONS, fact["kind"] or ""), labels.country_label(fact["country"] or ""))


def _initiative(statement: Statement) -> str:
    fact = statement.fact
    return _colon(fact["name"], span_text(fact["start"], fact["end"])) if fact["start"] or fact["end"] else str(fact["name"])


def _comma(*parts: str) -> str:
    return pgettext("between the parts of a fact", ", ").join(part for part in parts if part)


def _colon(head: str, tail: str) -> str:
    return _("%(head)s: %(tail)s") % {"head": head, "tail": tail} if head else tail


WORDINGS: Final[Mapping[StatementKind, Callable[[Statement], str]]] = {
    StatementKind.FIGURE: _figure,
    StatementKind.EVENT: _event,
    StatementKind.COMMITMENT: _commitment,
    StatementKind.AGREEMENT: _agreement,
    StatementKind.POST: _post,
    StatementKind.ORGANISATION: _organisation,
    StatementKind.INITIATIVE: _initiative,
}
