"""Minutes agreed by members, and decisions: who may, what is refused, what is left behind."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kopri.site.base.models import JournalEntry
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.models import Decision, Session
from kopri.site.programme.services.decisions import add_decision, move_decision
from kopri.site.programme.services.editions import move_session
from kopri.site.programme.services.minutes import answer_minutes, ask_for_agreement
from tests.site.programme.factories import DecisionFactory, EditionFactory, SessionFactory

pytestmark = pytest.mark.django_db
NAME = Multilingual.of(en="The forum meets every year.")


def asked(officer, *countries):
    """A session whose minutes are before some members."""
    return ask_for_agreement(session=SessionFactory.create(), minutes="We met.", countries=list(countries), by=officer)


def test_ask_for_agreement_allowed(officer):
    session = asked(officer, "KOR", "KAZ")
    answer_minutes(agreement=session.agreements.first(), agreed=True, by=officer)
    ask_for_agreement(session=session, minutes="We met, and ate.", countries=["KOR"], by=officer)
    assert list(session.agreements.values_list("country", "agreed")) == [("KOR", None)], "words on other minutes are void"


def test_ask_for_agreement_refused(ministry):
    with pytest.raises(PermissionDenied):
        ask_for_agreement(session=SessionFactory.create(), minutes="We met.", countries=["KOR"], by=ministry)


def test_ask_for_agreement_invalid(officer):
    for state, minutes, countries in (("held", " ", ["KOR"]), ("held", "We met.", []), ("scheduled", "We met.", ["KOR"])):
        session = SessionFactory.create(state=state)
        with pytest.raises(ValidationError):
            ask_for_agreement(session=session, minutes=minutes, countries=countries, by=officer)
        assert not session.agreements.exists()


def test_ask_for_agreement_logged(officer, journal):
    asked(officer, "KOR")
    assert journal() == [("session.minutes_sent", officer.pk)]


def test_answer_minutes_allowed(officer, member):
    agreement = asked(officer, "KOR").agreements.get()
    assert answer_minutes(agreement=agreement, agreed=True, by=member).agreed


def test_answer_minutes_refused(officer, stranger):
    agreement = asked(officer, "KOR").agreements.get()
    with pytest.raises(PermissionDenied):
        answer_minutes(agreement=agreement, agreed=True, by=stranger)


def test_answer_minutes_invalid(officer):
    session = asked(officer, "KOR")
    agreement = session.agreements.get()
    with pytest.raises(ValidationError, match="does not agree to"):
        answer_minutes(agreement=agreement, agreed=False, by=officer)
    answer_minutes(agreement=agreement, agreed=True, by=officer)
    move_session(session=session, state="minutes_agreed", by=officer)
    agreement.refresh_from_db()
    with pytest.raises(ValidationError, match="agreed"):
        answer_minutes(agreement=agreement, agreed=False, remark="Wait", by=officer)


def test_answer_minutes_logged(officer, journal):
    answer_minutes(agreement=asked(officer, "KOR").agreements.get(), agreed=True, by=officer)
    assert journal()[-1] == ("session.minutes_answered", officer.pk)


def test_move_session_allowed(officer):
    session = asked(officer, "KOR", "KAZ")
    for agreement in session.agreements.all():
        answer_minutes(agreement=agreement, agreed=True, by=officer)
    assert move_session(session=session, state="minutes_agreed", by=officer).state == "minutes_agreed"


def test_move_session_refused(ministry):
    with pytest.raises(PermissionDenied):
        move_session(session=SessionFactory.create(state="scheduled"), state="held", by=ministry)


def test_move_session_invalid(officer):
    session = asked(officer, "KOR", "KAZ")
    answer_minutes(agreement=session.agreements.first(), agreed=True, by=officer)
    with pytest.raises(ValidationError, match="Every member country"):
        move_session(session=session, state="minutes_agreed", by=officer)
    assert Session.objects.get().state == "held"


def test_move_session_logged(officer, journal):
    move_session(session=SessionFactory.create(state="scheduled"), state="cancelled", reason="Snow", by=officer)
    assert journal() == [("session.moved", officer.pk)]


def test_add_decision_allowed(member):
    assert add_decision(text=NAME, edition=EditionFactory.create(), by=member).state == "proposed"


def test_add_decision_refused(ministry):
    with pytest.raises(PermissionDenied):
        add_decision(text=NAME, edition=EditionFactory.create(), by=ministry)


def test_add_decision_invalid(officer):
    for fields in ({"edition": None}, {"text": Multilingual()}):
        with pytest.raises(ValidationError):
            add_decision(**({"text": NAME, "edition": EditionFactory.create()} | fields), by=officer)
    assert not Decision.objects.exists()


def test_add_decision_logged(officer, journal):
    add_decision(text=NAME, session=SessionFactory.create(), by=officer)
    assert journal() == [("decision.added", officer.pk)]


def test_move_decision_allowed(member):
    assert move_decision(decision=DecisionFactory.create(), state="adopted", by=member).state == "adopted"


def test_move_decision_refused(ministry):
    with pytest.raises(PermissionDenied):
        move_decision(decision=DecisionFactory.create(), state="adopted", by=ministry)


def test_move_decision_invalid(officer):
    for state, target in (("adopted", "proposed"), ("proposed", "withdrawn")):
        with pytest.raises(ValidationError):
            move_decision(decision=DecisionFactory.create(state=state), state=target, by=officer)


def test_move_decision_logged(officer):
    move_decision(decision=DecisionFactory.create(), state="adopted", by=officer)
    assert JournalEntry.objects.get().detail["changes"] == {"state": ["proposed", "adopted"]}
