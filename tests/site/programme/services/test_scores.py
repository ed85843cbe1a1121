"""The two scores and their evidence: drafted with grounds, opened for comment, final when every comment has its answer."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kopri.site.accounts.querysets import today
from kopri.site.base.models import JournalEntry
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.models import CompletionScore, Evidence, MemberScore
from kopri.site.programme.scoring import MemberSum, member_sum, sum_of
from kopri.site.programme.services.evidence import add_evidence
from kopri.site.programme.services.scores import (
    answer_comment,
    comment_score,
    move_score,
    score_completion,
    score_member,
    write_guideline,
)
from tests.site.programme.factories import CommitmentFactory, EvidenceFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 30)
GUIDELINE = Multilingual.of(en="+1: trained; 0: begun; −1: nothing.")


@pytest.fixture
def scored():
    """A commitment of two members with guideline and evidence."""
    commitment = CommitmentFactory.create(guideline=GUIDELINE)
    EvidenceFactory.create(commitment=commitment)
    return commitment


def draft(commitment, by):
    """A drafted score of completion."""
    return score_completion(commitment=commitment, value="limited", reason="Half", on=DAY, evidence=commitment.evidence.all(), by=by)


def test_score_completion_allowed(officer, scored):
    assert draft(scored, officer).state == "draft"
    assert score_completion(commitment=scored, value="no_evidence", reason="", on=DAY, by=officer).value == "no_evidence"


def test_score_completion_refused(ministry, member, scored):
    for person in (ministry, member):
        with pytest.raises(PermissionDenied):
            draft(scored, person)


def test_score_completion_invalid(officer, scored):
    shown, other = list(scored.evidence.all()), [EvidenceFactory.create(commitment=CommitmentFactory.create())]
    tomorrow = today() + timedelta(days=1)
    for value, reason, evidence, on in (
        ("done", "Half", shown, DAY),
        ("limited", " ", shown, DAY),
        ("limited", "Half", [], DAY),
        ("limited", "Half", other, DAY),
        ("limited", "Half", shown, tomorrow),
    ):
        with pytest.raises(ValidationError):
            score_completion(commitment=scored, value=value, reason=reason, on=on, evidence=evidence, by=officer)
    assert not CompletionScore.objects.exists()


def test_score_completion_logged(officer, scored, journal):
    draft(scored, officer)
    assert journal() == [("score.drafted", officer.pk)]


def test_score_member_allowed(officer, scored):
    made = score_member(commitment=scored, country="KAZ", value=-1, reason="None", on=DAY, evidence=scored.evidence.all(), by=officer)
    assert (made.country, made.value, made.state) == ("KAZ", -1, "draft")


def test_score_member_refused(ministry, scored):
    with pytest.raises(PermissionDenied):
        score_member(commitment=scored, country="KAZ", value=1, reason="Did", on=DAY, evidence=scored.evidence.all(), by=ministry)


def test_score_member_invalid(officer, scored):
    shown = list(scored.evidence.all())
    for country, value, evidence in (("UZB", 1, shown), ("KAZ", 2, shown), ("KAZ", 1, [])):
        with pytest.raises(ValidationError):
            score_member(commitment=scored, country=country, value=value, reason="Did", on=DAY, evidence=evidence, by=officer)
    scored.guideline = Multilingual()
    with pytest.raises(ValidationError, match="guideline first"):
        score_member(commitment=scored, country="KAZ", value=1, reason="Did", on=DAY, evidence=shown, by=officer)
    assert not MemberScore.objects.exists()


def test_score_member_logged(officer, scored):
    score_member(commitment=scored, country="KAZ", value=0, reason="Begun", on=DAY, evidence=scored.evidence.all(), by=officer)
    assert JournalEntry.objects.get().detail["axis"] == "member"


def test_write_guideline_allowed(officer):
    assert write_guideline(commitment=CommitmentFactory.create(), guideline=GUIDELINE, by=officer).guideline == GUIDELINE


def test_write_guideline_refused(ministry):
    with pytest.raises(PermissionDenied):
        write_guideline(commitment=CommitmentFactory.create(), guideline=GUIDELINE, by=ministry)


def test_write_guideline_invalid(officer, scored):
    MemberScore.objects.create(commitment=scored, country="KAZ", value=1, reason="Did", on=DAY, state="final")
    for guideline in (Multilingual(), Multilingual.of(en="Another")):
        with pytest.raises(ValidationError):
            write_guideline(commitment=scored, guideline=guideline, by=officer)


def test_write_guideline_logged(officer, journal):
    write_guideline(commitment=CommitmentFactory.create(), guideline=GUIDELINE, by=officer)
    assert journal() == [("score.guideline_written", officer.pk)]


def test_move_score_allowed(officer, scored):
    score = move_score(score=draft(scored, officer), state="comment", by=officer)
    final = move_score(score=score, state="final", by=officer)
    assert (final.state, final.final_at is not None) == ("final", True)


def test_move_score_refused(ministry, officer, scored):
    score = draft(scored, officer)
    with pytest.raises(PermissionDenied):
        move_score(score=score, state="comment", by=ministry)


def test_move_score_invalid(officer, scored):
    score = draft(scored, officer)
    with pytest.raises(ValidationError, match="cannot become"):
        move_score(score=score, state="final", by=officer)
    score = move_score(score=score, state="comment", by=officer)
    comment_score(score=score, text="Too low", by=officer)
    with pytest.raises(ValidationError, match="Answer every comment first"):
        move_score(score=score, state="final", by=officer)
    assert CompletionScore.objects.get().state == "comment"


def test_move_score_logged(officer, scored):
    move_score(score=draft(scored, officer), state="comment", by=officer)
    assert JournalEntry.objects.first().detail == {"score": CompletionScore.objects.get().pk, "axis": "completion", "state": "comment"}


def test_comment_score_allowed(officer, ministry, scored):
    scored.lead = ministry.memberships.get().organisation
    scored.save()
    score = move_score(score=draft(scored, officer), state="comment", by=officer)
    assert comment_score(score=score, text="We did more", by=ministry).completion_score == score


def test_comment_score_refused(stranger, officer, scored):
    score = move_score(score=draft(scored, officer), state="comment", by=officer)
    with pytest.raises(PermissionDenied):
        comment_score(score=score, text="Hm", by=stranger)


def test_comment_score_invalid(officer, scored):
    score = draft(scored, officer)
    with pytest.raises(ValidationError, match="not open"):
        comment_score(score=score, text="Hm", by=officer)
    score = move_score(score=score, state="comment", by=officer)
    with pytest.raises(ValidationError):
        comment_score(score=score, text=" ", by=officer)


def test_comment_score_logged(officer, scored, journal):
    comment_score(score=move_score(score=draft(scored, officer), state="comment", by=officer), text="Hm", by=officer)
    assert journal()[-1] == ("score.commented", officer.pk)


def test_answer_comment_allowed(officer, scored):
    comment = comment_score(score=move_score(score=draft(scored, officer), state="comment", by=officer), text="Hm", by=officer)
    assert answer_comment(comment=comment, answer="Seen", by=officer).answer == "Seen"


def test_answer_comment_refused(member, officer, scored):
    comment = comment_score(score=move_score(score=draft(scored, officer), state="comment", by=officer), text="Hm", by=officer)
    with pytest.raises(PermissionDenied):
        answer_comment(comment=comment, answer="Seen", by=member)


def test_answer_comment_invalid(officer, scored):
    comment = comment_score(score=move_score(score=draft(scored, officer), state="comment", by=officer), text="Hm", by=officer)
    with pytest.raises(ValidationError):
        answer_comment(comment=comment, answer=" ", by=officer)


def test_answer_comment_logged(officer, scored, journal):
    comment = comment_score(score=move_score(score=draft(scored, officer), state="comment", by=officer), text="Hm", by=officer)
    answer_comment(comment=comment, answer="Seen", by=officer)
    assert journal()[-1] == ("score.answered", officer.pk)


def test_drafts_are_seen_by_the_desk_alone_and_finals_by_all(officer, visitor, scored):
    score = draft(scored, officer)
    assert not CompletionScore.objects.visible_to(visitor).exists()
    move_score(score=move_score(score=score, state="comment", by=officer), state="final", by=officer)
    assert CompletionScore.objects.visible_to(visitor).count() == 1


def test_who_was_not_scored_counts_in_no_average(scored):
    one = MemberScore(commitment=scored, country="KOR", value=1)
    assert member_sum(["KOR", "KAZ"], [one]) == MemberSum(scored=1, bound=2, total=1)
    assert member_sum(["KOR", "KAZ"], [one]).percentage == Decimal(100)
    assert member_sum(["KOR", "KAZ"], []).average is None
    assert sum_of([MemberSum(1, 2, 1), MemberSum(0, 3, 0), MemberSum(1, 1, 0)]).percentage == Decimal(75)


def test_a_newer_score_takes_the_place_of_an_older_one():
    newer, older = MemberScore(country="KOR", value=0), MemberScore(country="KOR", value=-1)
    assert member_sum(["KOR"], [newer, older]).total == 0


def test_add_evidence_allowed(ministry):
    commitment = CommitmentFactory.create(lead=ministry.memberships.get().organisation)
    kept = add_evidence(title="Report", commitment=commitment, content=b"%PDF-1.7 report", file_name="report.pdf", by=ministry)
    assert (len(kept.sha256), kept.commitment) == (64, commitment)


def test_add_evidence_refused(ministry):
    with pytest.raises(PermissionDenied):
        add_evidence(title="Report", commitment=CommitmentFactory.create(), url="https://example.org/", by=ministry)


def test_add_evidence_invalid(officer):
    commitment = CommitmentFactory.create()
    for given in (
        {"commitment": commitment},
        {"url": "https://example.org/"},
        {"commitment": commitment, "content": b"", "file_name": "a.pdf"},
        {"commitment": commitment, "content": b"MZ", "file_name": "a.exe"},
        {"commitment": commitment, "content": b"<html>", "file_name": "a.pdf"},
        {"commitment": commitment, "url": "no address"},
    ):
        with pytest.raises(ValidationError):
            add_evidence(title="Report", by=officer, **given)
    assert not Evidence.objects.exists()


def test_add_evidence_logged(officer, journal):
    add_evidence(title="Report", commitment=CommitmentFactory.create(), url="https://example.org/", by=officer)
    assert journal() == [("evidence.added", officer.pk)]


def test_evidence_of_a_hidden_commitment_is_hidden(visitor, officer):
    EvidenceFactory.create(commitment=CommitmentFactory.create(visibility="desk"))
    assert not Evidence.objects.visible_to(visitor).exists()
    assert Evidence.objects.visible_to(officer).exists()
