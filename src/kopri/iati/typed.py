"""What the standard knows of a record, readable by name. Values keep their written form beside what they mean.

Every function takes a record (`kopri.iati.model.Element`) and looks at nothing else; a text without a language has the record's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from kopri.iati.dates import instant
from kopri.iati.model import LANG, Element

Texts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """Money as written, and as number; None if it is none. The currency is the record's where the value names none."""

    written: str
    value: Decimal | None
    currency: str | None
    value_date: str | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation in its role."""

    ref: str | None
    type: str | None
    role: str | None
    names: Texts
    activity: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A country, region or sector and its share in percent, None if it has none."""

    code: str | None
    vocabulary: str | None
    percentage: Decimal | None
    names: Texts = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as written, its type (1–4: planned and actual start, planned and actual end), and the instant it begins."""

    type: str | None
    written: str
    moment: datetime | None


@dataclass(frozen=True, slots=True)
class Transaction:
    """A movement of money."""

    type: str | None
    date: str | None
    amount: Amount | None
    provider: Organisation | None
    receiver: Organisation | None
    descriptions: Texts
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """Money planned for a period."""

    type: str | None
    status: str | None
    start: str | None
    end: str | None
    amount: Amount | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A value of an indicator as written, and as number where it is one."""

    written: str | None
    number: Decimal | None
    year: str | None = None
    date: str | None = None
    comments: Texts = ()


@dataclass(frozen=True, slots=True)
class Period:
    """Targets and actual values of a period."""

    start: str | None
    end: str | None
    targets: tuple[Measured, ...]
    actuals: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a result is measured by."""

    measure: str | None
    titles: Texts
    baselines: tuple[Measured, ...]
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """An output, outcome or impact."""

    type: str | None
    titles: Texts
    descriptions: Texts
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document linked to."""

    url: str | None
    format: str | None
    titles: Texts
    categories: tuple[str, ...]


def titles(record: Element) -> Texts:
    """(language, title) in order; an organisation's names."""
    return texts_in(record, "title") or texts_in(record, "name")


def descriptions(record: Element) -> tuple[tuple[str | None, Texts], ...]:
    """(type, texts by language) of each description."""
    return tuple((node.get("type"), _texts(node, _language(record))) for node in record.children("description"))


def status(record: Element) -> str | None:
    """The code of the activity's status."""
    return _attribute(record, "activity-status", "code")


def dates(record: Element) -> tuple[Dated, ...]:
    """The activity's dates."""
    return tuple(
        Dated(node.get("type"), node.get("iso-date", "") or "", instant(node.get("iso-date", "") or ""))
        for node in record.children("activity-date")
    )


def reporting_organisation(record: Element) -> Organisation | None:
    """Who publishes."""
    node = record.child("reporting-org")
    return _organisation(node, record) if node else None


def participants(record: Element) -> tuple[Organisation, ...]:
    """The organisations that take part, with their roles."""
    return tuple(_organisation(node, record) for node in record.children("participating-org"))


def countries(record: Element) -> tuple[Share, ...]:
    """Recipient countries."""
    return _shares(record, "recipient-country")


def regions(record: Element) -> tuple[Share, ...]:
    """Recipient regions."""
    return _shares(record, "recipient-region")


def sectors(record: Element) -> tuple[Share, ...]:
    """Sectors."""
    return _shares(record, "sector")


def transactions(record: Element) -> tuple[Transaction, ...]:
    """Money that was promised or moved, in order."""
    return tuple(
        Transaction(
            type=_attribute(node, "transaction-type", "code"),
            date=_attribute(node, "transaction-date", "iso-date"),
            amount=_amount(node, record),
            provider=_organisation(provider, record) if (provider := node.child("provider-org")) else None,
            receiver=_organisation(receiver, record) if (receiver := node.child("receiver-org")) else None,
            descriptions=texts_in(node, "description", _language(record)),
            ref=node.get("ref"),
        )
        for node in record.children("transaction")
    )


def budgets(record: Element, name: str = "budget") -> tuple[Budget, ...]:
    """Budgets; with a name, planned disbursements or an organisation's budgets."""
    return tuple(
        Budget(
            node.get("type"),
            node.get("status"),
            _attribute(node, "period-start", "iso-date"),
            _attribute(node, "period-end", "iso-date"),
            _amount(node, record),
        )
        for node in record.children(name)
    )


def results(record: Element) -> tuple[Result, ...]:
    """The results framework."""
    language = _language(record)
    return tuple(
        Result(
            node.get("type"),
            texts_in(node, "title", language),
            texts_in(node, "description", language),
            tuple(_indicator(inner, language) for inner in node.children("indicator")),
        )
        for node in record.children("result")
    )


def documents(record: Element) -> tuple[Document, ...]:
    """Documents linked to."""
    return tuple(
        Document(
            node.get("url"),
            node.get("format"),
            texts_in(node, "title", _language(record)),
            tuple(code for category in node.children("category") if (code := category.get("code"))),
        )
        for node in record.children("document-link")
    )


def related(record: Element) -> tuple[tuple[str | None, str | None], ...]:
    """(type, identifier) of related activities."""
    return tuple((node.get("type"), node.get("ref")) for node in record.children("related-activity"))


def texts_in(record: Element, name: str, language: str | None = None) -> Texts:
    """(language, text) of the narratives in the first element of a name."""
    node = record.child(name)
    return _texts(node, language if language is not None else _language(record)) if node else ()


def decimal(text: str | None) -> Decimal | None:
    """A number as the standard writes it; None if it is none."""
    try:
        number = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _texts(element: Element, language: str) -> Texts:
    own = element.get(LANG) or language
    return tuple((node.get(LANG) or own, node.text) for node in element.children("narrative"))


def _language(record: Element) -> str:
    return record.get(LANG) or ""


def _attribute(element: Element, name: str, attribute: str) -> str | None:
    node = element.child(name)
    return node.get(attribute) if node else None


def _amount(element: Element, record: Element) -> Amount | None:
    node = element.child("value")
    if node is None:
        return None
    return Amount(node.text, decimal(node.text), node.get("currency") or record.get("default-currency"), node.get("value-date"))


def _organisation(node: Element, record: Element) -> Organisation:
    activity = next((node.get(name) for name in ("activity-id", "provider-activity-id", "receiver-activity-id") if node.get(name)), None)
    return Organisation(node.get("ref"), node.get("type"), node.get("role"), _texts(node, _language(record)), activity)


def _shares(record: Element, name: str) -> tuple[Share, ...]:
    return tuple(
        Share(node.get("code"), node.get("vocabulary"), decimal(node.get("percentage")), _texts(node, _language(record)))
        for node in record.children(name)
    )


def _indicator(node: Element, language: str) -> Indicator:
    return Indicator(
        node.get("measure"),
        texts_in(node, "title", language),
        tuple(_measured(node, "baseline", language)),
        tuple(_periods(node, language)),
    )


def _periods(indicator: Element, language: str) -> Iterator[Period]:
    for node in indicator.children("period"):
        start, end = _attribute(node, "period-start", "iso-date"), _attribute(node, "period-end", "iso-date")
        yield Period(start, end, tuple(_measured(node, "target", language)), tuple(_measured(node, "actual", language)))


def _measured(parent: Element, name: str, language: str) -> Iterator[Measured]:
    for node in parent.children(name):
        value = node.get("value")
        yield Measured(value, decimal(value), node.get("year"), node.get("iso-date"), texts_in(node, "comment", language))
