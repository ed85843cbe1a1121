"""Bodies, editions, sessions, agenda, delegations, papers: who may, what is refused, what is left behind."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kopri.site.base.models import JournalEntry
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.models import AgendaItem, Body, Delegation, Edition, Paper, Session
from kopri.site.programme.services.bodies import add_body, change_body, seat_member
from kopri.site.programme.services.editions import (
    add_agenda_item,
    add_edition,
    add_paper,
    add_session,
    change_edition,
    change_session,
    decide_agenda_item,
    move_edition,
    propose_agenda,
    set_delegation,
)
from tests.site.programme.factories import (
    BodyFactory,
    CommitmentFactory,
    EditionFactory,
    LeadFactory,
    SessionFactory,
)
from tests.site.record.factories import DocumentFactory

pytestmark = pytest.mark.django_db
NAME = Multilingual.of(en="Working group on water", ko="물 작업반")


def agenda_of(edition):
    """Titles in order."""
    return [str(item.title) for item in edition.agenda.all()]


def test_add_body_allowed(officer):
    assert add_body(slug="water", name=NAME, kind="working_group", members=["KOR", "UZB"], by=officer).pk


def test_add_body_refused(ministry):
    with pytest.raises(PermissionDenied):
        add_body(slug="water", name=NAME, kind="working_group", by=ministry)


def test_add_body_invalid(officer):
    BodyFactory.create(slug="taken")
    for fields in ({"slug": "taken"}, {"name": Multilingual()}, {"members": ["XYZ"]}, {"kind": "club"}, {"founded": "long ago"}):
        with pytest.raises(ValidationError):
            add_body(**({"slug": "water", "name": NAME, "kind": "working_group"} | fields), by=officer)
    assert Body.objects.count() == 1


def test_add_body_logged(officer, journal):
    add_body(slug="water", name=NAME, kind="working_group", by=officer)
    assert journal() == [("body.added", officer.pk)]


def test_change_body_allowed(officer):
    assert change_body(body=BodyFactory.create(), name=NAME, by=officer).name == NAME


def test_change_body_refused(ministry):
    with pytest.raises(PermissionDenied):
        change_body(body=BodyFactory.create(), name=NAME, by=ministry)


def test_change_body_invalid(officer):
    whole = BodyFactory.create()
    part = BodyFactory.create(parent=whole)
    with pytest.raises(ValidationError, match="part of itself"):
        change_body(body=whole, parent=part, by=officer)


def test_change_body_logged(officer, journal):
    change_body(body=BodyFactory.create(), name=NAME, by=officer)
    assert journal() == [("body.changed", officer.pk)]


def test_seat_member_allowed(officer):
    body, lead = BodyFactory.create(), LeadFactory.create()
    seat_member(body=body, organisation=lead, role="chair", start="2025", by=officer)
    assert seat_member(body=body, organisation=lead, role="member", start="2025", by=officer).role == "member"
    assert body.seats.count() == 1


def test_seat_member_refused(ministry):
    with pytest.raises(PermissionDenied):
        seat_member(body=BodyFactory.create(), organisation=LeadFactory.create(), by=ministry)


def test_seat_member_invalid(officer):
    body = BodyFactory.create()
    with pytest.raises(ValidationError):
        seat_member(body=body, organisation=LeadFactory.create(), start="2025", end="2024", by=officer)
    assert not body.seats.exists()


def test_seat_member_logged(officer, journal):
    seat_member(body=BodyFactory.create(), organisation=LeadFactory.create(), by=officer)
    assert journal() == [("body.seated", officer.pk)]


def test_add_edition_allowed(officer):
    made = add_edition(body=BodyFactory.create(), planned="2027-Q2", level="summit", mode="mixed", time_zone="Asia/Almaty", by=officer)
    assert (made.state, made.number) == ("planned", None), "number, host and level are free"


def test_add_edition_refused(member):
    with pytest.raises(PermissionDenied):
        add_edition(body=BodyFactory.create(), by=member)


def test_add_edition_invalid(officer):
    held = EditionFactory.create(number=7)
    for fields in (
        {"number": 7},
        {"planned": "next spring"},
        {"country": "XX"},
        {"time_zone": "Mars/Base"},
        {"start": date(2027, 5, 2), "end": date(2027, 5, 1)},
    ):
        with pytest.raises(ValidationError):
            add_edition(body=held.body, by=officer, **fields)
    assert Edition.objects.count() == 1


def test_add_edition_logged(officer, journal):
    add_edition(body=BodyFactory.create(), number=8, by=officer)
    assert journal() == [("edition.added", officer.pk)]


def test_change_edition_allowed(officer):
    assert change_edition(edition=EditionFactory.create(), level="summit", by=officer).level == "summit"


def test_change_edition_refused(ministry):
    with pytest.raises(PermissionDenied):
        change_edition(edition=EditionFactory.create(), level="summit", by=ministry)


def test_change_edition_invalid(officer):
    with pytest.raises(ValidationError, match="own steps"):
        change_edition(edition=EditionFactory.create(), state="closed", by=officer)


def test_change_edition_logged(officer):
    change_edition(edition=EditionFactory.create(level="ministers"), level="summit", by=officer)
    assert JournalEntry.objects.get().detail["changes"] == {"level": ["ministers", "summit"]}


def test_move_edition_allowed_and_a_postponed_one_keeps_its_number_and_loses_its_days(officer):
    edition = EditionFactory.create(state="called", number=18, planned="2026-10", start=date(2026, 10, 20), end=date(2026, 10, 20))
    late = move_edition(edition=edition, state="postponed", reason="Floods", by=officer)
    assert (late.number, late.start, late.end, late.planned) == (18, None, None, "")
    assert move_edition(edition=late, state="planned", by=officer).state == "planned"


def test_move_edition_refused(ministry):
    with pytest.raises(PermissionDenied):
        move_edition(edition=EditionFactory.create(state="planned"), state="called", by=ministry)


@pytest.mark.parametrize(
    ("state", "target", "given", "says"),
    [
        ("planned", "held", {}, "cannot become"),
        ("called", "postponed", {}, "reason"),
        ("called", "held", {}, "first day"),
        ("closed", "planned", {}, "cannot become"),
    ],
)
def test_move_edition_invalid(officer, state, target, given, says):
    edition = EditionFactory.create(state=state, start=None, end=None)
    with pytest.raises(ValidationError, match=says):
        move_edition(edition=edition, state=target, by=officer, **given)
    assert Edition.objects.get().state == state
    assert not JournalEntry.objects.exists()


def test_move_edition_logged(officer):
    move_edition(edition=EditionFactory.create(state="planned"), state="called", by=officer)
    assert JournalEntry.objects.get().detail["changes"] == {"state": ["planned", "called"]}


def test_add_session_allowed(officer):
    made = add_session(edition=EditionFactory.create(), kind="bilateral", name=NAME, countries=["KOR", "UZB"], day="2025-05", by=officer)
    assert (made.state, made.day) == ("scheduled", "2025-05")


def test_add_session_refused(ministry):
    with pytest.raises(PermissionDenied):
        add_session(edition=EditionFactory.create(), kind="plenary", name=NAME, by=ministry)


def test_add_session_invalid(officer):
    edition, noon = EditionFactory.create(), datetime(2025, 5, 6, 12, tzinfo=UTC)
    for fields in (
        {"edition": None},
        {"name": Multilingual()},
        {"start": noon, "end": noon.replace(hour=9)},
        {"day": "Tuesday"},
        {"countries": ["Korea"]},
    ):
        with pytest.raises(ValidationError):
            add_session(**({"edition": edition, "kind": "plenary", "name": NAME} | fields), by=officer)
    assert not Session.objects.exists()


def test_add_session_logged(officer, journal):
    add_session(body=BodyFactory.create(), kind="meeting", name=NAME, by=officer)
    assert journal() == [("session.added", officer.pk)]


def test_change_session_allowed(officer):
    assert change_session(session=SessionFactory.create(), place="Hall 2", by=officer).place == "Hall 2"


def test_change_session_refused(ministry):
    with pytest.raises(PermissionDenied):
        change_session(session=SessionFactory.create(), place="Hall 2", by=ministry)


def test_change_session_invalid(officer):
    for changes in ({"minutes": "We met."}, {"state": "cancelled"}, {"name": Multilingual()}):
        with pytest.raises(ValidationError):
            change_session(session=SessionFactory.create(), by=officer, **changes)


def test_change_session_logged(officer, journal):
    change_session(session=SessionFactory.create(), place="Hall 2", by=officer)
    assert journal() == [("session.changed", officer.pk)]


def test_set_delegation_allowed(officer):
    edition = EditionFactory.create()
    set_delegation(edition=edition, country="KAZ", size=20, by=officer)
    set_delegation(edition=edition, country="KAZ", size=25, attended=True, by=officer)
    assert list(edition.delegations.values_list("country", "size", "attended")) == [("KAZ", 25, True)]


def test_set_delegation_refused(ministry):
    with pytest.raises(PermissionDenied):
        set_delegation(edition=EditionFactory.create(), country="KAZ", by=ministry)


def test_set_delegation_invalid(officer):
    for country in ("", "XX"):
        with pytest.raises(ValidationError):
            set_delegation(edition=EditionFactory.create(), country=country, by=officer)
    assert not Delegation.objects.exists()


def test_set_delegation_logged(officer, journal):
    set_delegation(edition=EditionFactory.create(), country="KAZ", by=officer)
    assert journal() == [("delegation.set", officer.pk)]


def test_add_agenda_item_allowed(officer):
    edition = EditionFactory.create(state="planned")
    for title in ("First", "Second"):
        add_agenda_item(edition=edition, title=Multilingual.of(en=title), by=officer)
    assert agenda_of(edition) == ["First", "Second"]


def test_add_agenda_item_refused(ministry):
    with pytest.raises(PermissionDenied):
        add_agenda_item(edition=EditionFactory.create(), title=NAME, by=ministry)


def test_add_agenda_item_invalid(officer):
    edition, commitment = EditionFactory.create(), CommitmentFactory.create()
    add_agenda_item(edition=edition, title=NAME, carried=commitment, by=officer)
    for fields in ({"title": Multilingual()}, {"carried": commitment}, {"session": SessionFactory.create()}):
        with pytest.raises(ValidationError):
            add_agenda_item(**({"edition": edition, "title": NAME} | fields), by=officer)
    assert AgendaItem.objects.count() == 1


def test_add_agenda_item_logged(officer, journal):
    add_agenda_item(edition=EditionFactory.create(), title=NAME, by=officer)
    assert journal() == [("agenda.added", officer.pk)]


def test_propose_agenda_allowed_overdue_first_then_by_date_then_what_has_none(officer):
    edition = EditionFactory.create(state="planned")
    for title, due, basis in (
        ("undated", "", ""),
        ("suggested", "2020", "suggested"),
        ("far", "2090", "agreed"),
        ("late", "2021", "agreed"),
    ):
        CommitmentFactory.create(title=Multilingual.of(en=title), due=due, **({"due_basis": basis} if due else {}))
    CommitmentFactory.create(title=Multilingual.of(en="done"), state="fulfilled")
    assert len(propose_agenda(edition=edition, by=officer)) == 4
    assert agenda_of(edition) == ["late", "suggested", "far", "undated"]
    assert propose_agenda(edition=edition, by=officer) == [], "a second time proposes nothing twice"


def test_propose_agenda_refused(member):
    with pytest.raises(PermissionDenied):
        propose_agenda(edition=EditionFactory.create(state="planned"), by=member)


def test_propose_agenda_invalid(officer):
    CommitmentFactory.create()
    with pytest.raises(ValidationError, match="over"):
        propose_agenda(edition=EditionFactory.create(state="held"), by=officer)
    assert not AgendaItem.objects.exists()


def test_decide_agenda_item_allowed(officer, member, visitor):
    item = add_agenda_item(edition=EditionFactory.create(), title=NAME, state="proposed", by=officer)
    assert not AgendaItem.objects.visible_to(visitor).exists(), "what is only proposed is the desk's"
    decide_agenda_item(item=item, state="adopted", by=member)
    assert AgendaItem.objects.visible_to(visitor).get() == item


def test_a_hidden_commitment_does_not_show_through_an_agenda(officer, visitor):
    hidden = CommitmentFactory.create(visibility="desk")
    add_agenda_item(edition=EditionFactory.create(), title=hidden.title, carried=hidden, by=officer)
    assert not AgendaItem.objects.visible_to(visitor).exists()


def test_decide_agenda_item_refused(officer, ministry):
    item = add_agenda_item(edition=EditionFactory.create(), title=NAME, by=officer)
    with pytest.raises(PermissionDenied):
        decide_agenda_item(item=item, state="dropped", by=ministry)


def test_decide_agenda_item_invalid(officer):
    item = add_agenda_item(edition=EditionFactory.create(), title=NAME, by=officer)
    with pytest.raises(ValidationError):
        decide_agenda_item(item=item, state="maybe", by=officer)


def test_decide_agenda_item_logged(officer, journal):
    decide_agenda_item(item=add_agenda_item(edition=EditionFactory.create(), title=NAME, by=officer), state="dropped", by=officer)
    assert journal()[-1] == ("agenda.decided", officer.pk)


def test_add_paper_allowed(officer):
    assert add_paper(edition=EditionFactory.create(), title="Draft", document=DocumentFactory.create(), by=officer).pk


def test_add_paper_refused(ministry):
    with pytest.raises(PermissionDenied):
        add_paper(edition=EditionFactory.create(), title="Draft", url="https://example.org/", by=ministry)


def test_add_paper_invalid(officer):
    for fields in ({}, {"url": "nowhere"}):
        with pytest.raises(ValidationError):
            add_paper(edition=EditionFactory.create(), title="Draft", by=officer, **fields)
    assert not Paper.objects.exists()


def test_add_paper_logged(officer, journal):
    add_paper(edition=EditionFactory.create(), title="Draft", url="https://example.org/", by=officer)
    assert journal() == [("paper.added", officer.pk)]
