"""The two scores of a commitment with their guideline, evidence and comment round."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kopri.site.base.permissions import require
from kopri.site.programme.forms import commitments as forms
from kopri.site.programme.models import Commitment, CompletionScore, Evidence, MemberScore, ScoreComment, ScoreState
from kopri.site.programme.scoring import latest_scores, member_sum
from kopri.site.programme.services.scores import (
    answer_comment,
    comment_score,
    move_score,
    score_completion,
    score_member,
    write_guideline,
)
from kopri.site.programme.steps import steps_for
from kopri.site.programme.views.commitment_actions import theirs
from kopri.site.programme.views.commitments import commitment_or_404
from kopri.site.programme.views.form_page import form_page

AXES = {"completion": CompletionScore, "member": MemberScore}

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def scores_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Both scores: what holds, what is open for comment, on what each rests, what was said of it."""
    commitment = commitment_or_404(request, reference)
    completions = list(with_parts(CompletionScore.objects.visible_to(request.user).filter(commitment=commitment), request.user))
    members = list(with_parts(MemberScore.objects.visible_to(request.user).filter(commitment=commitment), request.user))
    for axis, scores in (("completion", completions), ("member", members)):
        for score in scores:
            score.axis, score.steps = axis, steps_of(score, request.user)
    finals = [score for score in members if score.state == ScoreState.FINAL]
    latest = latest_scores(commitment.members, finals)
    context = {
        "commitment": commitment,
        "holding": next((score for score in completions if score.state == ScoreState.FINAL), None),
        "members": [(code, latest.get(code)) for code in commitment.members],
        "member_sum": member_sum(commitment.members, finals),
        "axes": [(_("Completion of the commitment"), completions), (_("What each member did"), members)],
        "may_score": request.user.has_perm("programme.score", commitment),
        "may_comment": request.user.has_perm("programme.comment_score", commitment),
        "guideline_fixed": bool(finals),
    }
    return render(request, "programme/scores.html", context)


def with_parts(rows: Any, user: Any) -> Any:
    """Scores with the evidence the reader may see and the comments on them."""
    seen = Evidence.objects.visible_to(user)
    return rows.select_related("commitment").prefetch_related(Prefetch("evidence", seen, to_attr="shown"), "comments")


def steps_of(score: Any, user: Any) -> list[Any]:
    """What may follow for a score."""
    if not user.has_perm("programme.score", score.commitment):
        return []
    unproven = getattr(score, "value", "") == CompletionScore.Completion.NO_EVIDENCE
    return steps_for("score", score, user, {"reason": score.reason or unproven, "evidence": score.shown or unproven})


@form_view
def completion_add_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Draft a score of completion."""
    commitment = theirs(request, reference, "programme.score")
    form = forms.CompletionForm(request.POST or None, commitment=commitment)
    return act(request, commitment, form, score_completion, title=_("How far was it completed?"), done=_("The score was drafted."))


@form_view
def member_add_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Draft a score of one member."""
    commitment = theirs(request, reference, "programme.score")
    form = forms.MemberScoreForm(request.POST or None, commitment=commitment)
    return act(
        request,
        commitment,
        form,
        score_member,
        title=_("What did a member do?"),
        done=_("The score was drafted."),
        lead=str(commitment.guideline),
    )


@form_view
def guideline_view(request: HttpRequest, reference: str) -> HttpResponse:
    """What earns a member +1, 0 and −1."""
    commitment = theirs(request, reference, "programme.score")
    form = forms.GuidelineForm(request.POST or None, record=commitment)
    return act(request, commitment, form, write_guideline, title=_("Guideline for scoring members"), done=_("The guideline was written."))


def act(request: HttpRequest, commitment: Commitment, form: Any, service: Any, *, title: str, done: str, lead: str = "") -> HttpResponse:
    """A form's page of the scores."""
    return form_page(
        request,
        form,
        lambda values: service(commitment=commitment, by=request.user, **values),
        title=title,
        lead=lead or str(commitment.title),
        back=scores_address(commitment),
        done=done,
    )


def scores_address(commitment: Commitment) -> str:
    """The page of a commitment's scores."""
    return reverse("programme:scores", args=[commitment.reference])


def score_or_404(request: HttpRequest, axis: str, number: int) -> Any:
    """A score the reader may see."""
    if axis not in AXES:
        raise Http404
    rows: Any = AXES[axis].objects  # type: ignore[attr-defined]
    return get_object_or_404(rows.visible_to(request.user).select_related("commitment"), pk=number)


@require_POST
def score_move_view(request: HttpRequest, axis: str, number: int) -> HttpResponse:
    """Open a score for comment, take it back, make it final."""
    score = score_or_404(request, axis, number)
    try:
        move_score(score=score, state=request.POST.get("state", ""), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The score was moved on."))
    return redirect(scores_address(score.commitment))


@form_view
def score_comment_view(request: HttpRequest, axis: str, number: int) -> HttpResponse:
    """Say something of a score while it is open for comment."""
    score = score_or_404(request, axis, number)
    require(request.user, "programme.comment_score", score.commitment)
    return form_page(
        request,
        forms.WordsForm(request.POST or None),
        lambda values: comment_score(score=score, by=request.user, **values),
        title=_("Comment on a score"),
        lead=_("What you write is shown with the score, without your name."),
        back=scores_address(score.commitment),
        done=_("Your comment was written down."),
    )


@form_view
def comment_answer_view(request: HttpRequest, number: int) -> HttpResponse:
    """Answer a comment."""
    comment = get_object_or_404(ScoreComment.objects.select_related("completion_score__commitment", "member_score__commitment"), pk=number)
    commitment = (comment.completion_score or comment.member_score).commitment  # type: ignore[union-attr]
    require(request.user, "programme.score", commitment)
    return form_page(
        request,
        forms.WordsForm(request.POST or None),
        lambda values: answer_comment(comment=comment, by=request.user, answer=values["text"]),
        title=_("Answer a comment"),
        lead=comment.text,
        back=scores_address(commitment),
        done=_("The answer was written down."),
    )
