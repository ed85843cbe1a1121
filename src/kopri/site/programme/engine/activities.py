"""A project as an activity of IATI 2.03, its elements in the order of the schema."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from kopri.iati.model import Element, Head, Kind, Node, Tail, element
from kopri.iati.write import write_parts
from kopri.lang.countries import alpha2
from kopri.site.accounts.models import Organisation
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.due import interval_of
from kopri.site.programme.models import Project

VERSION: Final = "2.03"
WGS84: Final = "http://www.opengis.net/def/crs/EPSG/0/4326"
HUNDRED: Final = Decimal(100)
PURPOSE: Final = 5
GROUP: Final = 3

STATUS: Final = {
    Project.State.IMPLEMENTING: "2",
    Project.State.FINALISING: "3",
    Project.State.CLOSED: "4",
    Project.State.CANCELLED: "5",
    Project.State.SUSPENDED: "6",
}
PIPELINE: Final = "1"
ORGANISATION_TYPES: Final = {
    Organisation.Kind.MINISTRY: "10",
    Organisation.Kind.AGENCY: "10",
    Organisation.Kind.EMBASSY: "10",
    Organisation.Kind.REGION: "11",
    Organisation.Kind.SECRETARIAT: "40",
    Organisation.Kind.INTERNATIONAL: "40",
    Organisation.Kind.COMPANY: "70",
    Organisation.Kind.RESEARCH: "80",
}
OTHER_TYPE: Final = "90"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes: its identifier and names, the address of the site, and when."""

    identifier: str
    names: Multilingual
    site: str
    now: datetime

    def identifier_of(self, project: Project) -> str:
        """A project's own identifier, or one under the publisher's."""
        return project.iati_identifier or f"{self.identifier}-{project.reference}"

    def address(self, path: str) -> str:
        """The address of a page."""
        return f"{self.site.rstrip('/')}{path}"


def write(kind: Kind, records: Iterable[Element], publisher: Publisher, out: Path) -> None:
    """Write a file of the newest version, record by record; it appears under its name only when it is whole."""
    write_parts(_parts(kind, records, publisher), out)


def _parts(kind: Kind, records: Iterable[Element], publisher: Publisher) -> Iterator[Head | Node | Tail]:
    name = "iati-activities" if kind == "activities" else "iati-organisations"
    yield Head(kind, element(name, version=VERSION, generated_datetime=publisher.now.isoformat(timespec="seconds")))
    for record in records:
        yield "\n"
        yield record
    yield "\n"
    yield Tail()


def activity_of(project: Project, publisher: Publisher) -> Element:
    """A project with all that is known of it. `publishing.projects_seen_by` fetches what it needs."""
    return element(
        "iati-activity",
        *_identity(project, publisher),
        *_participants(project),
        element("activity-status", code=STATUS.get(Project.State(project.state), PIPELINE)),
        *_dates(project),
        *_shares("recipient-country", [(alpha2(c.country), c.share) for c in project.countries.all()]),
        *_locations(project),
        *_sectors(project),
        *_tags(project, publisher),
        *_budgets(project),
        *_transactions(project),
        *_documents(project, publisher),
        *_results(project),
        default_currency=project.currency,
        last_updated_datetime=project.moved_at.isoformat(timespec="seconds"),
        lang=project.title.language_for("en"),
    )


def narratives(text: Multilingual) -> list[Node]:
    """One narrative for each language."""
    return [element("narrative", version.text, lang=language) for language, version in text.versions.items() if version.text.strip()]


def _identity(project: Project, publisher: Publisher) -> Iterator[Element]:
    yield element("iati-identifier", publisher.identifier_of(project))
    yield element("reporting-org", *narratives(publisher.names), ref=publisher.identifier, type="40")
    yield element("title", *narratives(project.title))
    yield element("description", *narratives(project.description or project.title), type="1")


def _participants(project: Project) -> Iterator[Element]:
    for partner in project.partners.all():
        organisation = partner.organisation
        names = partner.name or (organisation.name if organisation else Multilingual())
        kind = ORGANISATION_TYPES.get(organisation.kind, OTHER_TYPE) if organisation else None  # type: ignore[call-overload]
        yield element("participating-org", *narratives(names), ref=partner.identifier or None, type=kind, role=str(partner.role))
    if project.lead is not None:
        kind = ORGANISATION_TYPES.get(project.lead.kind, OTHER_TYPE)  # type: ignore[call-overload]
        yield element("participating-org", *narratives(project.lead.name), type=kind, role="2")


def _dates(project: Project) -> Iterator[Element]:
    """Planned dates of less than a day's precision are given as first or last day, with the words in a narrative."""
    if project.planned_start:
        yield _planned("1", project.planned_start, interval_of(project.planned_start).start)
    if project.actual_start:
        yield element("activity-date", type="2", iso_date=project.actual_start.isoformat())
    if project.planned_end:
        yield _planned("3", project.planned_end, interval_of(project.planned_end).end)
    if project.actual_end:
        yield element("activity-date", type="4", iso_date=project.actual_end.isoformat())


def _planned(kind: str, written: str, day: date) -> Element:
    words = [element("narrative", written)] if written != day.isoformat() else []
    return element("activity-date", *words, type=kind, iso_date=day.isoformat())


def _shares(name: str, given: Sequence[tuple[str | None, Decimal | None]], vocabulary: str | None = None) -> Iterator[Element]:
    """Countries or sectors. Where several have no share of their own, what is left is divided evenly; the sum is exactly 100."""
    known = [(code, share) for code, share in given if code]
    if len(known) == 1:
        yield element(name, code=known[0][0], vocabulary=vocabulary)
        return
    for (code, _), share in zip(known, _percentages([share for _, share in known]), strict=True):
        yield element(name, code=code, percentage=_plain(share), vocabulary=vocabulary)


def _sectors(project: Project) -> Iterator[Element]:
    """By DAC purpose code (vocabulary 1, five digits) where all sectors have one, else by DAC group (vocabulary 2, three digits)."""
    given = [(sector.code, sector.share) for sector in project.sectors.all() if sector.code]
    if all(len(code) == PURPOSE for code, _ in given):
        yield from _shares("sector", given, vocabulary="1")
        return
    groups: dict[str | None, Decimal | None] = {}
    for code, share in given:
        known = groups.get(code[:GROUP])
        groups[code[:GROUP]] = share if known is None else known + (share or Decimal(0))
    yield from _shares("sector", list(groups.items()), vocabulary="2")


def _percentages(shares: Sequence[Decimal | None]) -> list[Decimal]:
    open_ones = sum(share is None for share in shares)
    left = HUNDRED - sum((share for share in shares if share is not None), Decimal(0))
    each = (left / open_ones).quantize(Decimal("0.01")) if open_ones else Decimal(0)
    filled = [each if share is None else share for share in shares]
    if open_ones:
        last = max(i for i, share in enumerate(shares) if share is None)
        filled[last] += HUNDRED - sum(filled)
    return filled


def _plain(number: Decimal) -> str:
    """A decimal without exponent and without zeros at its end."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _locations(project: Project) -> Iterator[Element]:
    for place in project.places.all():
        parts = [element("location-reach", code="1"), element("name", *narratives(place.name))]
        if place.latitude is not None and place.longitude is not None:
            position = f"{_plain(place.latitude)} {_plain(place.longitude)}"
            parts += [element("point", element("pos", position), srsName=WGS84), element("exactness", code="2")]
        yield element("location", *parts)


def _tags(project: Project, publisher: Publisher) -> Iterator[Element]:
    """The commitments a project serves: IATI has no such element, so they go along as tags of our own vocabulary."""
    for commitment in project.commitments.all():
        yield element(
            "tag",
            *narratives(commitment.title),
            code=commitment.reference,
            vocabulary="99",
            vocabulary_uri=publisher.address("/commitments/"),
        )


def _budgets(project: Project) -> Iterator[Element]:
    for budget in project.budgets.all():
        yield element(
            "budget",
            element("period-start", iso_date=budget.start.isoformat()),
            element("period-end", iso_date=budget.end.isoformat()),
            _value(budget),
            type=budget.type,
            status="1",
        )


def _value(money: Any) -> Element:
    return element("value", _plain(money.value), currency=money.currency, value_date=money.value_date.isoformat())


def _transactions(project: Project) -> Iterator[Element]:
    for movement in project.transactions.all():
        parts = [
            element("transaction-type", code=movement.type),
            element("transaction-date", iso_date=movement.date.isoformat()),
            _value(movement),
        ]
        words = "; ".join(filter(None, (movement.description, movement.reason)))
        if words:
            parts.append(element("description", element("narrative", words)))
        for name, partner in (("provider-org", movement.provider), ("receiver-org", movement.receiver)):
            if partner is not None:
                names = partner.name or (partner.organisation.name if partner.organisation else Multilingual())
                parts.append(element(name, *narratives(names), ref=partner.identifier or None))
        yield element("transaction", *parts)


def _documents(project: Project, publisher: Publisher) -> Iterator[Element]:
    """The project's own page, then evidence that has an address."""
    page = publisher.address(f"/projects/{project.reference}/")
    yield _document(page, project.title, "A12")
    for item in project.evidence.all():
        if item.url and item.visibility == "public":
            yield _document(item.url, Multilingual.of(en=item.title), "A08")


def _document(url: str, title: Multilingual, category: str) -> Element:
    return element("document-link", element("title", *narratives(title)), element("category", code=category), format="text/html", url=url)


def _results(project: Project) -> Iterator[Element]:
    for result in project.results.all():
        indicators = [_indicator(indicator) for indicator in result.indicators.all()]
        yield element("result", element("title", *narratives(result.title)), *indicators, type=result.type)


def _indicator(indicator: Any) -> Element:
    parts: list[Node] = [element("title", *narratives(indicator.title))]
    if indicator.baseline is not None and indicator.baseline_year:
        parts.append(element("baseline", year=str(indicator.baseline_year), value=_plain(indicator.baseline)))
    for period in indicator.periods.all():
        values = [
            element(name, value=_plain(value))
            for name, value in (("target", period.target), ("actual", period.actual if period.state == "approved" else None))
            if value is not None
        ]
        parts.append(
            element(
                "period",
                element("period-start", iso_date=period.start.isoformat()),
                element("period-end", iso_date=period.end.isoformat()),
                *values,
            )
        )
    return element("indicator", *parts, measure=indicator.measure, ascending="1" if indicator.ascending else "0")
