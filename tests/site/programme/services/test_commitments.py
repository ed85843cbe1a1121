"""Commitments: made of a sentence or paragraph, changed, dated, moved, merged; who may, what is refused, what the journal says."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kopri.site.base.models import JournalEntry
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.models import AgendaItem, Commitment, Paragraph, Slip
from kopri.site.programme.services.commitments import (
    add_commitment,
    assign_lead,
    change_commitment,
    date_commitment,
    identify_commitment,
    identify_from_paragraph,
    move_commitment,
)
from kopri.site.programme.services.merging import merge_commitments, rest_on
from tests.site.programme.factories import (
    CommitmentFactory,
    EditionFactory,
    EvidenceFactory,
    LeadFactory,
    MilestoneFactory,
    ParagraphFactory,
    TextFactory,
)
from tests.site.record.factories import CommitmentFactory as PromiseFactory
from tests.site.record.factories import FigureFactory

pytestmark = pytest.mark.django_db
TITLE = Multilingual.of(en="Train engineers")


def test_add_commitment_allowed(officer):
    made = add_commitment(title=TITLE, members=["KOR"], due="2026-Q3", due_basis="agreed", by=officer)
    assert (made.state, made.due_until.isoformat(), made.due_baseline) == ("identified", "2026-09-30", "2026-Q3")


def test_add_commitment_refused(ministry):
    with pytest.raises(PermissionDenied):
        add_commitment(title=TITLE, by=ministry)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": Multilingual()}, "title"),
        ({"members": ["Korea"]}, "members"),
        ({"due": "2026-Q5", "due_basis": "agreed"}, "due"),
        ({"due": "2026", "due_basis": ""}, "due_basis"),
        ({"source": "a newspaper", "invented": True}, "source"),
    ],
)
def test_add_commitment_invalid(officer, fields, field):
    with pytest.raises(ValidationError) as refused:
        add_commitment(**({"title": TITLE} | fields), by=officer)
    assert field in refused.value.message_dict
    assert not Commitment.objects.exists()


def test_add_commitment_logged(officer, journal):
    add_commitment(title=TITLE, by=officer)
    assert journal() == [("commitment.added", officer.pk)]


def test_identify_commitment_allowed(officer):
    statement = PromiseFactory.create()
    made = identify_commitment(statement=statement, by=officer)
    statement.refresh_from_db()
    assert list(made.statements.all()) == [statement]
    assert str(made.text) == statement.quote
    assert statement.state == "accepted", "who makes a commitment of it has read the sentence"


def test_identify_commitment_takes_a_date_as_agreed_only_where_the_parties_agreed(officer):
    pledged = PromiseFactory.create()
    pledged.payload |= {"due": "2027-Q2", "strength": "pledged"}
    pledged.save()
    made = identify_commitment(statement=pledged, by=officer)
    assert (made.due, made.due_basis, made.due_baseline) == ("2027-Q2", "suggested", "")


def test_identify_commitment_leaves_out_what_is_no_date(officer):
    statement = PromiseFactory.create()
    statement.payload |= {"due": "2030s"}
    statement.save()
    assert identify_commitment(statement=statement, by=officer).due == ""


def test_identify_commitment_refused(ministry):
    with pytest.raises(PermissionDenied):
        identify_commitment(statement=PromiseFactory.create(), by=ministry)


def test_identify_commitment_invalid(officer):
    recommended = PromiseFactory.create()
    recommended.payload |= {"strength": "recommended"}
    recommended.save()
    twice = PromiseFactory.create()
    identify_commitment(statement=twice, by=officer)
    for statement in (FigureFactory.create(), recommended, PromiseFactory.create(state="rejected"), twice):
        with pytest.raises(ValidationError):
            identify_commitment(statement=statement, by=officer)
    assert Commitment.objects.count() == 1


def test_identify_from_paragraph_allowed(officer):
    edition = EditionFactory.create()
    paragraph = ParagraphFactory.create(text=TextFactory.create(edition=edition))
    made = identify_from_paragraph(paragraph=paragraph, by=officer)
    paragraph.refresh_from_db()
    assert (made.edition, made.members, paragraph.effect) == (edition, edition.body.members, "promises")
    assert set(made.text.versions) == {"en", "ko"}


def test_identify_from_paragraph_refused(ministry):
    with pytest.raises(PermissionDenied):
        identify_from_paragraph(paragraph=ParagraphFactory.create(), by=ministry)


def test_identify_from_paragraph_invalid(officer):
    neither = ParagraphFactory.create(effect="neither", reason="gives thanks")
    draft = ParagraphFactory.create(text=TextFactory.create(state="draft"))
    twice = ParagraphFactory.create()
    identify_from_paragraph(paragraph=twice, by=officer)
    for paragraph in (neither, draft, twice):
        with pytest.raises(ValidationError):
            identify_from_paragraph(paragraph=paragraph, by=officer)
    assert Paragraph.objects.get(pk=draft.pk).effect == ""


def test_identify_from_paragraph_logged(officer, journal):
    identify_from_paragraph(paragraph=ParagraphFactory.create(), by=officer)
    assert journal() == [("paragraph.classified", officer.pk), ("commitment.added", officer.pk)]


def test_change_commitment_allowed(officer):
    found = CommitmentFactory.create()
    change_commitment(commitment=found, members=["KOR", "UZB"], by=officer)
    found.refresh_from_db()
    assert found.members == ["KOR", "UZB"]


def test_change_commitment_keeps_what_somebody_else_changed_meanwhile(officer):
    opened_in_a_form = CommitmentFactory.create(state="accepted")
    move_commitment(commitment=opened_in_a_form, state="in_progress", by=officer)
    change_commitment(commitment=opened_in_a_form, title=TITLE, by=officer)
    assert Commitment.objects.get().state == "in_progress"


def test_change_commitment_refused(ministry):
    with pytest.raises(PermissionDenied):
        change_commitment(commitment=CommitmentFactory.create(), title=TITLE, by=ministry)


def test_change_commitment_invalid(officer):
    found = CommitmentFactory.create()
    part = CommitmentFactory.create(parent=found)
    for changes in ({"state": "fulfilled"}, {"due": "2030"}, {"lead": None}, {"parent": part}, {"members": ["KOR", "KOR"]}):
        with pytest.raises(ValidationError):
            change_commitment(commitment=found, by=officer, **changes)
    assert Commitment.objects.get(pk=found.pk).state == "in_progress"


def test_change_commitment_logged(officer):
    found = CommitmentFactory.create(members=["KOR"])
    change_commitment(commitment=found, members=["KOR", "UZB"], by=officer)
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.detail["changes"]) == ("commitment.changed", {"members": [["KOR"], ["KOR", "UZB"]]})


def test_assign_lead_allowed(officer):
    lead = LeadFactory.create()
    assert assign_lead(commitment=CommitmentFactory.create(lead=None), lead=lead, by=officer).lead == lead


def test_assign_lead_refused(member):
    with pytest.raises(PermissionDenied):
        assign_lead(commitment=CommitmentFactory.create(), lead=None, by=member)


def test_assign_lead_logged(officer):
    found = CommitmentFactory.create()
    assign_lead(commitment=found, lead=None, by=officer)
    assert JournalEntry.objects.get().detail["changes"] == {"lead_id": [found.lead_id, None]}


def test_date_commitment_allowed(officer):
    found = date_commitment(commitment=CommitmentFactory.create(), due="2027-H1", basis="agreed", reason="Winter", by=officer)
    assert (found.due, found.due_baseline, found.due_until.isoformat()) == ("2027-H1", "2026-Q4", "2027-06-30")
    assert list(Slip.objects.values_list("before", "after", "rebaselined")) == [("2026-Q4", "2027-H1", False)]


def test_date_commitment_makes_a_new_baseline_when_the_parties_say_so(officer):
    found = date_commitment(commitment=CommitmentFactory.create(), due="2027", basis="agreed", reason="Plan", rebaseline=True, by=officer)
    assert (found.due_baseline, Slip.objects.get().rebaselined) == ("2027", True)


def test_date_commitment_first_agreed_date_needs_no_reason(officer):
    found = CommitmentFactory.create(due="", due_basis="")
    assert date_commitment(commitment=found, due="2027", basis="agreed", by=officer).due_baseline == "2027"
    assert not Slip.objects.exists()


def test_date_commitment_refused(ministry):
    with pytest.raises(PermissionDenied):
        date_commitment(commitment=CommitmentFactory.create(), due="2027", basis="agreed", reason="Winter", by=ministry)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"due": "2027", "basis": "agreed"}, "reason"),
        ({"due": "2026-Q4", "basis": "suggested"}, "reason"),
        ({"due": "", "basis": "agreed"}, "reason"),
        ({"due": "2027-13", "basis": "agreed", "reason": "Winter"}, "due"),
        ({"due": "2027", "basis": "suggested", "reason": "Winter", "rebaseline": True}, "rebaseline"),
    ],
)
def test_date_commitment_invalid(officer, asked, field):
    found = CommitmentFactory.create()
    with pytest.raises(ValidationError) as refused:
        date_commitment(commitment=found, by=officer, **asked)
    found.refresh_from_db()
    assert (field in refused.value.message_dict, found.due, found.due_basis) == (True, "2026-Q4", "agreed")
    assert not Slip.objects.exists()
    assert not JournalEntry.objects.exists()


def test_date_commitment_invalid_once_it_is_over(officer):
    with pytest.raises(ValidationError):
        date_commitment(commitment=CommitmentFactory.create(state="lapsed"), due="2027", basis="agreed", reason="Winter", by=officer)


def test_date_commitment_logged(officer):
    date_commitment(commitment=CommitmentFactory.create(), due="2027", basis="agreed", reason="Winter", by=officer)
    assert JournalEntry.objects.get().detail["changes"] == {"due": ["2026-Q4", "2027"]}


def test_move_commitment_allowed(officer):
    found = CommitmentFactory.create()
    EvidenceFactory.create(commitment=found)
    assert move_commitment(commitment=found, state="fulfilled", by=officer).state == "fulfilled"


def test_move_commitment_allowed_to_the_lead_body_where_the_table_says_so(ministry):
    lead = ministry.memberships.get().organisation
    found = CommitmentFactory.create(lead=lead, state="accepted")
    assert move_commitment(commitment=found, state="in_progress", by=ministry).state == "in_progress"
    with pytest.raises(PermissionDenied):
        move_commitment(commitment=found, state="lapsed", reason="No money", by=ministry)


def test_move_commitment_refused(ministry, stranger):
    for person in (ministry, stranger):
        with pytest.raises(PermissionDenied):
            move_commitment(commitment=CommitmentFactory.create(state="accepted"), state="in_progress", by=person)


@pytest.mark.parametrize(
    ("state", "target", "given", "says"),
    [
        ("identified", "fulfilled", {}, "cannot become"),
        ("fulfilled", "in_progress", {"reason": "A mistake"}, "cannot become"),
        ("in_progress", "fulfilled", {}, "Add evidence first"),
        ("in_progress", "lapsed", {"reason": " "}, "Give the reason"),
        ("in_progress", "superseded", {}, "Name what takes its place"),
        ("in_progress", "nonsense", {}, "cannot become"),
    ],
)
def test_move_commitment_invalid(officer, state, target, given, says):
    found = CommitmentFactory.create(state=state)
    with pytest.raises(ValidationError, match=says):
        move_commitment(commitment=found, state=target, by=officer, **given)
    assert Commitment.objects.get(pk=found.pk).state == state
    assert not JournalEntry.objects.exists()


def test_move_commitment_invalid_without_lead(officer):
    with pytest.raises(ValidationError, match="Name the lead body first"):
        move_commitment(commitment=CommitmentFactory.create(state="identified", lead=None), state="accepted", by=officer)


def test_move_commitment_invalid_if_it_would_come_after_itself(officer):
    first = CommitmentFactory.create()
    second = CommitmentFactory.create(successor=first)
    with pytest.raises(ValidationError, match="after itself"):
        move_commitment(commitment=first, state="superseded", successor=second, by=officer)


def test_move_commitment_logged(officer):
    move_commitment(commitment=CommitmentFactory.create(), state="lapsed", reason="No money", by=officer)
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.detail["changes"]["state"]) == ("commitment.moved", ["in_progress", "lapsed"])
    assert "No money" not in str(entry.detail), "the journal holds no text"


def test_merge_commitments_allowed(officer):
    kept, duplicate = CommitmentFactory.create(members=["KOR"]), CommitmentFactory.create(members=["UZB"])
    statement, paragraph = PromiseFactory.create(), ParagraphFactory.create()
    duplicate.statements.add(statement)
    duplicate.paragraphs.add(paragraph)
    evidence, milestone = EvidenceFactory.create(commitment=duplicate), MilestoneFactory.create(project=None, commitment=duplicate)
    edition = EditionFactory.create(state="planned")
    AgendaItem.objects.create(edition=edition, title=duplicate.title, carried=duplicate)
    merge_commitments(kept=kept, duplicate=duplicate, by=officer)
    for row in (kept, duplicate, evidence, milestone):
        row.refresh_from_db()
    assert (duplicate.state, duplicate.successor, kept.members) == ("superseded", kept, ["KOR", "UZB"])
    assert (evidence.commitment, milestone.commitment, edition.agenda.get().carried) == (kept, kept, kept)
    assert (list(kept.statements.all()), list(kept.paragraphs.all())) == ([statement], [paragraph])


def test_merge_commitments_refused(member):
    with pytest.raises(PermissionDenied):
        merge_commitments(kept=CommitmentFactory.create(), duplicate=CommitmentFactory.create(), by=member)


def test_merge_commitments_invalid(officer):
    kept = CommitmentFactory.create()
    for duplicate in (kept, CommitmentFactory.create(state="fulfilled")):
        with pytest.raises(ValidationError):
            merge_commitments(kept=kept, duplicate=duplicate, by=officer)
    assert not JournalEntry.objects.exists()


def test_merge_commitments_logged(officer, journal):
    merge_commitments(kept=CommitmentFactory.create(), duplicate=CommitmentFactory.create(), by=officer)
    assert journal() == [("commitment.moved", officer.pk), ("commitment.merged", officer.pk)]


def test_rest_on_allowed(officer):
    found, statement = CommitmentFactory.create(), PromiseFactory.create()
    rest_on(commitment=found, statement=statement, by=officer)
    assert list(found.statements.all()) == [statement]


def test_rest_on_refused(ministry):
    with pytest.raises(PermissionDenied):
        rest_on(commitment=CommitmentFactory.create(), statement=PromiseFactory.create(), by=ministry)


def test_rest_on_invalid(officer):
    with pytest.raises(ValidationError):
        rest_on(commitment=CommitmentFactory.create(), by=officer)


def test_rest_on_logged(officer, journal):
    rest_on(commitment=CommitmentFactory.create(), paragraph=ParagraphFactory.create(), by=officer)
    assert journal() == [("commitment.grounded", officer.pk)]
