"""Services on editions, their sessions, agenda, delegations and papers."""

from datetime import date
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kopri.site.accounts.querysets import today
from kopri.site.base.journal import write_journal
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.permissions import require
from kopri.site.programme.history import snapshot, write_change
from kopri.site.programme.models import AgendaItem, Body, Commitment, Delegation, Edition, Paper, Session
from kopri.site.programme.search import index_record
from kopri.site.programme.services.checking import check_countries, check_date, check_name, check_sourced
from kopri.site.programme.services.moving import check_move, fresh


@transaction.atomic
def add_edition(*, body: Body, by: Any, **fields: Any) -> Edition:
    """A new holding of a body. Number, host, level and mode are free.

    Raises:
        PermissionDenied: if `by` may not manage editions.
        ValidationError: if a field is malformed or the number is taken.
    """
    require(by, "programme.manage_editions")
    edition = Edition(body=body, **fields)
    _check_edition(edition)
    edition.save()
    write_journal("edition.added", edition, by=by, state=edition.state)
    index_record(edition)
    return edition


@transaction.atomic
def change_edition(*, edition: Edition, by: Any, **changes: Any) -> Edition:
    """Change host, dates, level, mode, theme … Its state is changed by `move_edition`.

    Raises:
        PermissionDenied: if `by` may not manage editions.
        ValidationError: if a field is malformed, or `state` is among the changes.
    """
    require(by, "programme.manage_editions", edition)
    if "state" in changes:
        raise ValidationError({"state": _("The state follows its own steps.")})
    edition = fresh(edition)
    before = snapshot(edition)
    for field, value in changes.items():
        setattr(edition, field, value)
    _check_edition(edition)
    edition.save()
    write_change("edition.changed", edition, before, by=by, fields=sorted(changes))
    index_record(edition)
    return edition


@transaction.atomic
def move_edition(*, edition: Edition, state: str, by: Any, reason: str = "", start: date | None = None, end: date | None = None) -> Edition:
    """Bring an edition to another state. A postponed one keeps its number; its dates are cleared until it is planned anew.

    Raises:
        PermissionDenied: if the step is not theirs.
        ValidationError: if the table has no such step, or what it needs is missing.
    """
    require(by, "programme.decide", edition)
    edition = fresh(edition)
    check_move("edition", edition, state, by=by, given={"reason": reason.strip(), "dates": start or edition.start})
    before = snapshot(edition)
    if state == Edition.State.POSTPONED:
        edition.start, edition.end, edition.planned = None, None, ""
    elif start is not None:
        edition.start, edition.end = start, end or start
    edition.state = state
    edition.full_clean()
    edition.save()
    write_change("edition.moved", edition, before, by=by)
    return edition


def _check_edition(edition: Edition) -> None:
    if edition.country:
        check_countries("country", [edition.country])
    check_date("planned", edition.planned)
    if edition.time_zone and edition.time_zone not in available_timezones():
        raise ValidationError({"time_zone": _("Write the name of a time zone, as Asia/Tashkent.")})
    check_sourced(edition)
    edition.full_clean()


@transaction.atomic
def add_session(*, by: Any, **fields: Any) -> Session:
    """A sitting: of an edition, or of a body on its own.

    Raises:
        PermissionDenied: if `by` may not manage editions.
        ValidationError: if it belongs to neither, or a field is malformed.
    """
    require(by, "programme.manage_editions")
    session = Session(**fields)
    if session.edition is None and session.body is None:
        raise ValidationError({"edition": _("A session belongs to an edition or to a body.")})
    _check_session(session)
    session.save()
    write_journal("session.added", session, by=by, kind=session.kind)
    return session


@transaction.atomic
def move_session(*, session: Session, state: str, by: Any, minutes: str = "", reason: str = "") -> Session:
    """Bring a session to another state. Minutes are agreed only when no member has withheld its word.

    Raises:
        PermissionDenied: if the step is not theirs.
        ValidationError: if the table has no such step, or what it needs is missing.
    """
    require(by, "programme.manage_editions", session)
    session = fresh(session)
    agreed = list(session.agreements.values_list("agreed", flat=True))
    given = {"reason": reason.strip(), "minutes": minutes or session.minutes, "agreement": bool(agreed) and all(agreed)}
    check_move("session", session, state, by=by, given=given)
    session.state = state
    session.minutes = minutes or session.minutes
    session.save(update_fields=["state", "minutes"])
    write_journal("session.moved", session, by=by, state=state)
    return session


@transaction.atomic
def change_session(*, session: Session, by: Any, **changes: Any) -> Session:
    """Change name, time, place, order … State and minutes follow their own steps.

    Raises:
        PermissionDenied: if `by` may not manage editions.
        ValidationError: if a field is malformed, or state or minutes are among the changes.
    """
    require(by, "programme.manage_editions", session)
    closed = {"state", "minutes", "edition", "body"} & set(changes)
    if closed:
        raise ValidationError(dict.fromkeys(sorted(closed), _("This has its own action.")))
    session = fresh(session)
    for field, value in changes.items():
        setattr(session, field, value)
    _check_session(session)
    session.save()
    write_journal("session.changed", session, by=by, fields=sorted(changes))
    return session


def _check_session(session: Session) -> None:
    check_name("name", session.name)
    check_countries("countries", session.countries)
    check_sourced(session)
    if session.start and session.end and session.end < session.start:
        raise ValidationError({"end": _("It cannot end before it begins.")})
    check_date("day", session.day)
    session.full_clean()


@transaction.atomic
def set_delegation(*, edition: Edition, by: Any, **fields: Any) -> Delegation:
    """Write down who represents a country or organisation at an edition; a second time changes it.

    Raises:
        PermissionDenied: if `by` may not manage editions.
        ValidationError: if it is neither a country nor an organisation.
    """
    require(by, "programme.manage_editions", edition)
    country, organisation = fields.pop("country", ""), fields.pop("organisation", None)
    if not country and organisation is None:
        raise ValidationError({"country": _("Name the country or the organisation.")})
    if country:
        check_countries("country", [country])
    found = edition.delegations.filter(country=country, organisation=organisation).first()
    delegation = found or Delegation(edition=edition, country=country, organisation=organisation)
    for field, value in fields.items():
        setattr(delegation, field, value)
    delegation.full_clean()
    delegation.save()
    write_journal("delegation.set", edition, by=by, country=country, size=delegation.size)
    return delegation


@transaction.atomic
def add_agenda_item(
    *,
    edition: Edition,
    title: Multilingual,
    by: Any,
    session: Session | None = None,
    carried: Commitment | None = None,
    state: str = AgendaItem.State.ADOPTED,
) -> AgendaItem:
    """A point of the agenda, put last.

    Raises:
        PermissionDenied: if `by` may not manage editions.
        ValidationError: if it has no title, the session is another edition's, or the commitment is carried already.
    """
    require(by, "programme.manage_editions", edition)
    check_name("title", title)
    if session is not None and session.edition_id != edition.pk:
        raise ValidationError({"session": _("The session belongs to another edition.")})
    if carried is not None and edition.agenda.filter(carried=carried).exists():
        raise ValidationError({"carried": _("This commitment is on the agenda already.")})
    last = edition.agenda.aggregate(last=Max("order"))["last"] or 0
    item = AgendaItem.objects.create(edition=edition, session=session, title=title, carried=carried, order=last + 1, state=state)
    write_journal("agenda.added", edition, by=by, item=item.pk, commitment=carried.pk if carried else None)
    return item


@transaction.atomic
def propose_agenda(*, edition: Edition, by: Any) -> list[AgendaItem]:
    """Propose an item for every unfinished commitment that is not on the agenda yet: overdue ones first, then by date.

    Raises:
        PermissionDenied: if `by` may not manage editions.
        ValidationError: if the edition is over.
    """
    require(by, "programme.manage_editions", edition)
    if edition.state not in {Edition.State.PLANNED, Edition.State.CALLED, Edition.State.PREPARED, Edition.State.POSTPONED}:
        raise ValidationError({"edition": _("The agenda of an edition that is over is not changed.")})
    carried = edition.agenda.filter(carried__isnull=False).values("carried")
    return [
        add_agenda_item(edition=edition, title=commitment.title, carried=commitment, by=by, state=AgendaItem.State.PROPOSED)
        for commitment in Commitment.objects.exclude(pk__in=carried).overdue_first(today())
    ]


@transaction.atomic
def decide_agenda_item(*, item: AgendaItem, state: str, by: Any) -> AgendaItem:
    """Put a proposed item on the agenda, or drop it.

    Raises:
        PermissionDenied: if `by` may not decide.
        ValidationError: if the state is none of an item.
    """
    require(by, "programme.decide", item.edition)
    if state not in AgendaItem.State.values:
        raise ValidationError({"state": _("An item is proposed, on the agenda, or dropped.")})
    item.state = state
    item.save(update_fields=["state"])
    write_journal("agenda.decided", item.edition, by=by, item=item.pk, state=state)
    return item


@transaction.atomic
def add_paper(*, edition: Edition, title: str, by: Any, **fields: Any) -> Paper:
    """Put a paper before an edition: a document of the record, or an address.

    Raises:
        PermissionDenied: if `by` may not manage editions.
        ValidationError: if it is nowhere, or a field is malformed.
    """
    require(by, "programme.manage_editions", edition)
    paper = Paper(edition=edition, title=title, **fields)
    if paper.document is None and not paper.url:
        raise ValidationError({"url": _("Choose a document of the record or give an address.")})
    paper.full_clean()
    paper.save()
    write_journal("paper.added", edition, by=by, paper=paper.pk)
    return paper
