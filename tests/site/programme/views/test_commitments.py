"""The pages of commitments: the answer first, each figure with its list, an earlier day, one action from a sentence to a commitment."""

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kopri.site.accounts.models import Role
from kopri.site.base.models import JournalEntry
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.commitment_filter import CommitmentFilterForm
from kopri.site.programme.models import Commitment, CompletionScore, Contact, Evidence, MemberScore
from kopri.site.programme.services.commitments import add_commitment, move_commitment
from kopri.site.programme.services.evidence import add_evidence
from tests.site.conftest import signed_in
from tests.site.programme.factories import (
    CommitmentFactory,
    EditionFactory,
    EvidenceFactory,
    LeadFactory,
    MilestoneFactory,
    ParagraphFactory,
    ProjectFactory,
)
from tests.site.record.factories import CommitmentFactory as PromiseFactory
from tests.site.record.factories import EventFactory

pytestmark = pytest.mark.django_db


def at(moment: str) -> time_machine.travel:
    """The clock stands at a moment of UTC."""
    return time_machine.travel(f"{moment}+00:00", tick=False)


def page(client, path: str, status: int = 200, **query: str) -> str:
    response = client.get(path, query)
    assert response.status_code == status, path
    return b"".join(response).decode() if response.streaming else response.content.decode()


def full(number: int = 0) -> Commitment:
    """A commitment with all that its page shows."""
    found = CommitmentFactory.create(edition=EditionFactory.create(), due="2020", parent=CommitmentFactory.create())
    found.statements.add(PromiseFactory.create())
    found.paragraphs.add(ParagraphFactory.create())
    evidence = EvidenceFactory.create(commitment=found)
    score = CompletionScore.objects.create(commitment=found, value="limited", reason="Half", on="2026-01-01", state="final")
    score.evidence.add(evidence)
    MemberScore.objects.create(commitment=found, country="KOR", value=1, reason="Did", on="2026-01-01", state="final")
    MilestoneFactory.create(project=None, commitment=found)
    ProjectFactory.create().commitments.add(found)
    CommitmentFactory.create(parent=found)
    return found


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("path", ["/commitments/", "/editions/", "/texts/", "/contacts/", "/bodies/"])
def test_a_list_asks_as_much_for_three_as_for_one(
    client, forum, path: str, many: int, django_assert_max_num_queries: Callable[..., DjangoAssertNumQueries]
) -> None:
    for number in range(many):
        full(number)
    with django_assert_max_num_queries(12):
        page(client, path)


@pytest.mark.parametrize("many", [1, 3])
def test_a_commitment_asks_as_much_for_three_of_each_as_for_one(
    client, forum, many: int, django_assert_max_num_queries: Callable[..., DjangoAssertNumQueries]
) -> None:
    found = full()
    for _ in range(many - 1):
        found.statements.add(PromiseFactory.create())
        found.paragraphs.add(ParagraphFactory.create())
        EvidenceFactory.create(commitment=found)
        MilestoneFactory.create(project=None, commitment=found)
    with django_assert_max_num_queries(13):
        page(client, f"/commitments/{found.reference}/")


def test_the_list_answers_first(client, forum):
    CommitmentFactory.create(due="2020-Q1")
    CommitmentFactory.create(lead=None, due="2020-Q1", due_basis="suggested")
    full()
    html = page(client, "/commitments/")
    assert "<h1>5 commitments, 2 overdue, 1 without an owner</h1>" in html
    assert "scored of 5" in html
    for link in ("?standing=overdue", "?standing=due_soon", "?standing=stalled", "?standing=no_owner", "?scored=yes"):
        assert link in html
    assert "Members kept to 100% of what they promised (1 scored of 10)." in html, "unscored members count in no average"


def test_a_date_nobody_agreed_on_never_turns_red(client, forum):
    CommitmentFactory.create(due="2020-Q1", due_basis="suggested")
    html = page(client, "/commitments/")
    assert "state late" not in html
    assert "suggested" in html


def test_the_list_is_narrowed(client, forum):
    one = CommitmentFactory.create(members=["UZB"], sectors=["health"], state="accepted", due="2020")
    CommitmentFactory.create()
    for query in ({"member": "UZB"}, {"sector": "health"}, {"state": "accepted"}, {"standing": "overdue"}, {"lead": str(one.lead_id)}):
        html = page(client, "/commitments/", **query)
        assert (f"/commitments/{one.reference}/" in html, "1–1 of 1" in html) == (True, True), query
    assert "No commitment is like this" in page(client, "/commitments/", words="glacier")


def test_narrowing_rows_at_hand_is_the_same_as_in_the_database(forum):
    rows = [full(), CommitmentFactory.create(lead=None), CommitmentFactory.create(state="fulfilled", members=["UZB"])]
    day = timezone.localdate()
    known = list(Commitment.objects.for_list(None))
    asked = [{"member": "UZB"}, {"standing": "no_owner"}, {"standing": "overdue"}, {"scored": "yes"}, {"scored": "no"}, {"words": "기술자"}]
    for query in [*asked, {"state": "fulfilled"}, {"sector": "energy"}, {"lead": str(rows[0].lead_id)}]:
        form = CommitmentFilterForm(query, rows=known)
        stored = {row.pk for row in form.narrow(Commitment.objects.all(), day)}
        assert stored == {row.pk for row in form.keep(known, day)}, query


def test_downloads_hold_what_the_list_shows(client, forum):
    found = full()
    rows = list(csv.DictReader(io.StringIO(page(client, "/commitments/", format="csv", standing="overdue"))))
    assert [(row["reference"], row["standing"], row["completion"]) for row in rows] == [(found.reference, "overdue", "limited")]
    item = next(i for i in json.loads(page(client, "/commitments/", format="json"))["items"] if i["reference"] == found.reference)
    assert (item["member_scores"], item["members_scored"], item["members_bound"]) == ({"KOR": 1}, 1, 2)


def test_a_hidden_commitment_is_seen_by_the_desk_and_its_lead_body_only(client, officer, ministry):
    own = CommitmentFactory.create(visibility="desk", lead=ministry.memberships.get().organisation)
    other = CommitmentFactory.create(visibility="desk")
    for who, sees in ((None, ()), (ministry, (own,)), (officer, (own, other))):
        html = page(signed_in(who), "/commitments/")
        for commitment in (own, other):
            assert (commitment.reference in html) == (commitment in sees)
            page(signed_in(who), f"/commitments/{commitment.reference}/", 200 if commitment in sees else 404)


def test_the_page_leads_to_the_sentence_and_shows_both_scores_apart(client, forum):
    found = full()
    statement = found.statements.get()
    html = page(client, f"/commitments/{found.reference}/")
    assert f"/s/{statement.reference}/" in html
    assert "The parties train engineers." in html
    for words in ("overdue by", "limited", "+1", "100%, 1 scored of 2", "Completion report", "Kazakhstan"):
        assert words in html, words
    assert "What may follow" not in html, "a visitor may do nothing with it"


def test_the_page_offers_only_the_steps_the_table_has_and_what_each_needs(officer):
    found = CommitmentFactory.create()
    html = page(signed_in(officer), f"/commitments/{found.reference}/")
    assert "?state=lapsed" in html
    assert "Add evidence first" in html
    assert 'value="accepted"' not in html
    form = page(signed_in(officer), f"/commitments/{found.reference}/move/", state="lapsed")
    assert 'name="reason"' in form
    assert 'name="successor"' not in form


def test_a_wrong_step_is_refused_in_words_and_leaves_nothing_behind(officer):
    found = CommitmentFactory.create(state="identified")
    response = signed_in(officer).post(f"/commitments/{found.reference}/move/", {"state": "fulfilled"})
    assert response.status_code == 422
    assert "cannot become" in response.content.decode()
    found.refresh_from_db()
    assert (found.state, JournalEntry.objects.count()) == ("identified", 0)


def test_what_was_typed_is_kept_beside_the_error(officer):
    found = CommitmentFactory.create()
    response = signed_in(officer).post(f"/commitments/{found.reference}/due/", {"due": "2027-Q1", "basis": "agreed", "reason": ""})
    html = response.content.decode()
    assert (response.status_code, 'value="2027-Q1"' in html, "only with a reason" in html) == (422, True, True)


def test_every_form_of_the_desk_opens_and_is_closed_to_others(officer, ministry):
    found = CommitmentFactory.create()
    paths = [f"/commitments/{found.reference}/{name}/" for name in ("edit", "lead", "due", "merge", "evidence")]
    for path in ["/commitments/add/", *paths, *(f"/commitments/{found.reference}/scores/{n}/" for n in ("completion", "guideline"))]:
        page(signed_in(officer), path)
        page(signed_in(ministry), path, 403)


def test_edit_keeps_the_other_languages(officer):
    found = CommitmentFactory.create()
    data = {"title": "Train doctors", "language": "en", "members": "Korea, UZB", "strength": "agreed", "visibility": "public"}
    response = signed_in(officer).post(f"/commitments/{found.reference}/edit/", data)
    assert response.status_code == 302
    found.refresh_from_db()
    assert (found.title.in_language("en"), found.members) == ("Train doctors", ["KOR", "UZB"])
    assert found.title.in_language("ko").startswith("기술자")


def test_a_sentence_becomes_a_commitment_with_one_action(officer, visitor):
    statement = PromiseFactory.create()
    client = signed_in(officer)
    assert "Make a commitment of it" in page(client, f"/s/{statement.reference}/")
    assert "Make a commitment of it" not in page(signed_in(None), f"/s/{statement.reference}/")
    made = client.post(f"/commitments/of-statement/{statement.reference}/", follow=True)
    found = Commitment.objects.get()
    assert made.redirect_chain == [(f"/commitments/{found.reference}/", 302)]
    assert f"/commitments/{found.reference}/" in page(signed_in(None), f"/s/{statement.reference}/")
    assert f"/commitments/{found.reference}/" in page(signed_in(None), f"/documents/{statement.document.reference}/")


def test_an_event_becomes_a_contact_with_one_action(officer):
    statement = EventFactory.create()
    signed_in(officer).post(f"/contacts/of-statement/{statement.reference}/")
    assert Contact.objects.get().reference in page(signed_in(None), f"/s/{statement.reference}/")


def test_a_paragraph_becomes_a_commitment_with_one_action(officer):
    paragraph = ParagraphFactory.create()
    signed_in(officer).post(f"/commitments/of-paragraph/{paragraph.pk}/")
    html = page(signed_in(None), f"/texts/{paragraph.text.reference}/")
    assert Commitment.objects.get().reference in html
    assert "1 of 1 paragraphs has no owner" in html
    assert "양측은 기술자를 훈련한다." in html


def test_an_earlier_day_is_shown_as_it_was_with_a_band_that_says_so(client, officer):
    with at("2026-03-01 03:00"):
        given = {"due": "2026-Q1", "due_basis": "agreed", "members": ["KOR"], "lead": LeadFactory.create()}
        found = add_commitment(title=Multilingual.of(en="Train engineers"), **given, by=officer)
    with at("2026-06-01 03:00"):
        move_commitment(commitment=found, state="accepted", by=officer)
    with at("2026-11-01 03:00"):
        client = signed_in(None)
        before = page(client, f"/commitments/{found.reference}/", as_of="2026-04-15")
        assert "As it was at the end of" in before
        assert "Identified, overdue by 15 days" in before
        assert "Accepted, overdue" in page(client, f"/commitments/{found.reference}/")
        page(client, f"/commitments/{found.reference}/", 404, as_of="2026-02-01")
        assert found.reference not in page(client, "/commitments/", as_of="2026-02-01")
        assert "state=identified" not in page(client, "/commitments/", as_of="2026-04-15")
        assert found.reference in page(client, "/commitments/", as_of="2026-04-15", state="identified")
        assert found.reference not in page(client, "/commitments/", as_of="2026-06-02", state="identified")


@pytest.mark.parametrize("asked", ["2999-01-01", "yesterday", "2026-02-30"])
def test_a_day_that_has_not_been_shows_today_and_says_so(client, forum, asked):
    assert "Not a day that has been" in page(client, "/commitments/", as_of=asked)


def test_files_of_evidence_are_saved_and_never_run(officer, visitor):
    commitment = CommitmentFactory.create()
    add_evidence(title="Report", commitment=commitment, content=b"%PDF-1.7 x", file_name="../../report.pdf", by=officer)
    kept = Evidence.objects.get()
    response = signed_in(None).get(f"/evidence/{kept.reference}/")
    assert response["Content-Disposition"] == f'attachment; filename="{kept.reference}.pdf"'
    assert (response["X-Content-Type-Options"], "sandbox" in response["Content-Security-Policy"]) == ("nosniff", True)
    commitment.visibility = "desk"
    commitment.save()
    assert signed_in(None).get(f"/evidence/{kept.reference}/").status_code == 404


def test_scores_are_drafted_commented_and_made_final_on_their_page(officer):
    found = CommitmentFactory.create()
    evidence = EvidenceFactory.create(commitment=found)
    client = signed_in(officer)
    data = {"value": "limited", "reason": "Half of it", "on": "2026-06-30", "evidence": [evidence.pk]}
    client.post(f"/commitments/{found.reference}/scores/completion/", data)
    score = CompletionScore.objects.get()
    assert "Half of it" not in page(signed_in(None), f"/commitments/{found.reference}/scores/")
    for state in ("comment", "final"):
        client.post(f"/scores/completion/{score.pk}/move/", {"state": state})
    assert "Half of it" in page(signed_in(None), f"/commitments/{found.reference}/scores/")
    assert Role.SECRETARIAT in officer.memberships.values_list("role", flat=True)


def test_panels_stand_on_the_pages_of_country_pair_sector_and_home(client, forum):
    found = CommitmentFactory.create(members=["KAZ", "KOR"])
    for path in ("/", "/countries/KAZ/", "/pairs/KAZ-KOR/", "/sectors/energy/"):
        assert found.reference in page(client, path), path


def test_a_commitment_is_found_by_its_words_in_any_language_once_it_may_be_seen(client, forum, officer):
    made = add_commitment(title=Multilingual.of(ko="기술자 훈련"), visibility="desk", by=officer)
    assert made.reference not in page(client, "/search/", q="기술자")
    assert made.reference in page(signed_in(officer), "/search/", q="기술자")


def test_moved_at_tells_stalled(client, forum):
    CommitmentFactory.create(due="2090", moved_at=timezone.now() - timedelta(days=200))
    assert "<h1>1 commitment</h1>" in page(client, "/commitments/")
    assert "1–1 of 1" in page(client, "/commitments/", standing="stalled")


def test_a_page_does_not_name_what_is_hidden(client, forum, officer):
    hidden = CommitmentFactory.create(visibility="desk", title=Multilingual.of(en="Quiet talks"))
    found = CommitmentFactory.create(parent=hidden)
    assert "Quiet talks" not in page(client, f"/commitments/{found.reference}/")
    assert "Quiet talks" in page(signed_in(officer), f"/commitments/{found.reference}/")
