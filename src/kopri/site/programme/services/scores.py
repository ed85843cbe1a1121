"""Services on the two scores: completion of a commitment, and what each member bound did. Never one number typed by hand."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kopri.site.accounts.querysets import today
from kopri.site.base.journal import write_journal
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.permissions import require
from kopri.site.programme.models import Commitment, CompletionScore, Evidence, MemberScore, ScoreComment, ScoreState
from kopri.site.programme.services.checking import check_name
from kopri.site.programme.services.moving import check_move, fresh

Score = CompletionScore | MemberScore


@transaction.atomic
def score_completion(
    *, commitment: Commitment, value: str, reason: str, on: date, by: Any, evidence: Iterable[Evidence] = ()
) -> CompletionScore:
    """Draft a score of how far a commitment was completed, on OGP's scale.

    Raises:
        PermissionDenied: if `by` may not score.
        ValidationError: if the value is not on the scale, or anything but “no evidence” has no reason or no evidence.
    """
    require(by, "programme.score", commitment)
    shown = list(evidence)
    _check_day(on)
    if value not in CompletionScore.Completion.values:
        raise ValidationError({"value": _("Choose a value of the scale.")})
    if value != CompletionScore.Completion.NO_EVIDENCE:
        _check_grounds(commitment, reason, shown)
    score = CompletionScore.objects.create(commitment=commitment, value=value, reason=reason, on=on)
    score.evidence.set(shown)
    write_journal("score.drafted", commitment, by=by, score=score.pk, axis="completion", value=value)
    return score


@transaction.atomic
def score_member(
    *, commitment: Commitment, country: str, value: int, reason: str, on: date, by: Any, evidence: Iterable[Evidence] = ()
) -> MemberScore:
    """Draft −1, 0 or +1 for one member bound, by the commitment's guideline.

    Raises:
        PermissionDenied: if `by` may not score.
        ValidationError: if the member is not bound, the commitment has no guideline, the value is off the scale, or grounds are missing.
    """
    require(by, "programme.score", commitment)
    shown = list(evidence)
    _check_day(on)
    if country not in commitment.members:
        raise ValidationError({"country": _("This country is not bound by the commitment.")})
    if not str(commitment.guideline).strip():
        raise ValidationError({"guideline": _("Write the guideline first: what earns +1, 0 and −1.")})
    if value not in {-1, 0, 1}:
        raise ValidationError({"value": _("A member's score is −1, 0 or +1.")})
    _check_grounds(commitment, reason, shown)
    score = MemberScore.objects.create(commitment=commitment, country=country, value=value, reason=reason, on=on)
    score.evidence.set(shown)
    write_journal("score.drafted", commitment, by=by, score=score.pk, axis="member", country=country, value=value)
    return score


def _check_day(on: date) -> None:
    if on > today():
        raise ValidationError({"on": _("A score tells how things stood on a day that is over or today.")})


def _check_grounds(commitment: Commitment, reason: str, evidence: list[Evidence]) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    if not evidence:
        raise ValidationError({"evidence": _("A score rests on at least one piece of evidence.")})
    if any(item.commitment_id != commitment.pk for item in evidence):
        raise ValidationError({"evidence": _("This evidence belongs to another commitment.")})


@transaction.atomic
def write_guideline(*, commitment: Commitment, guideline: Multilingual, by: Any) -> Commitment:
    """Say what earns a member +1, 0 and −1. It stands once a member's score is final.

    Raises:
        PermissionDenied: if `by` may not score.
        ValidationError: if it is empty, or a member's score is final already.
    """
    require(by, "programme.score", commitment)
    check_name("guideline", guideline)
    if commitment.member_scores.filter(state=ScoreState.FINAL).exists():
        raise ValidationError({"guideline": _("Members were scored by this guideline; it is not changed any more.")})
    commitment.guideline = guideline
    commitment.save(update_fields=["guideline"])
    write_journal("score.guideline_written", commitment, by=by)
    return commitment


def axis_of(score: Score) -> str:
    """Which of the two scores it is: "completion" or "member"."""
    return "completion" if isinstance(score, CompletionScore) else "member"


@transaction.atomic
def move_score(*, score: Score, state: str, by: Any) -> Score:
    """Open a score for comment, take it back, or make it final: final only when every comment has its answer.

    Raises:
        PermissionDenied: if the step is not theirs.
        ValidationError: if the table has no such step, something is missing, or a comment waits for its answer.
    """
    require(by, "programme.score", score.commitment)
    score = fresh(score)
    shown = score.evidence.exists() or getattr(score, "value", "") == CompletionScore.Completion.NO_EVIDENCE
    reason = score.reason or getattr(score, "value", "") == CompletionScore.Completion.NO_EVIDENCE
    check_move("score", score, state, by=by, given={"reason": reason, "evidence": shown})
    if state == ScoreState.FINAL and score.comments.filter(answer="").exists():
        raise ValidationError({"comments": _("Answer every comment first.")})
    score.state = state
    score.final_at = timezone.now() if state == ScoreState.FINAL else None
    score.save(update_fields=["state", "final_at"])
    write_journal("score.moved", score.commitment, by=by, score=score.pk, axis=axis_of(score), state=state)
    return score


@transaction.atomic
def comment_score(*, score: Score, text: str, by: Any) -> ScoreComment:
    """Say something of a score while it is open for comment.

    Raises:
        PermissionDenied: if `by` may not comment.
        ValidationError: if the score is not open for comment, or the comment is empty.
    """
    require(by, "programme.comment_score", score.commitment)
    if score.state != ScoreState.COMMENT:
        raise ValidationError({"state": _("This score is not open for comment.")})
    if not text.strip():
        raise ValidationError({"text": _("Write your comment.")})
    comment = ScoreComment.objects.create(text=text, by=by, **{f"{axis_of(score)}_score": score})
    write_journal("score.commented", score.commitment, by=by, score=score.pk, axis=axis_of(score), comment=comment.pk)
    return comment


@transaction.atomic
def answer_comment(*, comment: ScoreComment, answer: str, by: Any) -> ScoreComment:
    """Answer a comment on a score.

    Raises:
        PermissionDenied: if `by` may not score.
        ValidationError: if the answer is empty.
    """
    score = comment.completion_score or comment.member_score
    if score is None:
        raise ValidationError({"comment": _("This comment belongs to no score.")})
    require(by, "programme.score", score.commitment)
    if not answer.strip():
        raise ValidationError({"answer": _("Write an answer.")})
    comment.answer = answer
    comment.save(update_fields=["answer"])
    write_journal("score.answered", score.commitment, by=by, score=score.pk, comment=comment.pk)
    return comment
