"""Commitments: the list, the page of one, its history."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import Q, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kopri.site.accounts.rules import is_staff_of_record
from kopri.site.base.models import JournalEntry
from kopri.site.programme.asked_day import AskedDay, asked_day
from kopri.site.programme.changes import told_changes
from kopri.site.programme.commitment_counts import count, members_told, tiles, title_of
from kopri.site.programme.commitment_filter import CommitmentFilterForm
from kopri.site.programme.commitment_page import facts_of, sentences_of
from kopri.site.programme.history import as_of
from kopri.site.programme.models import Commitment, Evidence, MemberScore, Milestone, Project
from kopri.site.programme.schemas.commitments import CommitmentOut
from kopri.site.programme.scoring import latest_scores, member_sum
from kopri.site.programme.standing import STATES, standing_of
from kopri.site.programme.steps import steps_for
from kopri.site.record.downloads import download, wanted_format
from kopri.site.record.models import Statement

ON_A_PAGE: Final = 50
COUNTED: Final = ("state", "due", "due_basis", "due_until", "moved_at", "lead", "members", "towards", "sectors", "edition")


@require_safe
def commitments_view(request: HttpRequest) -> HttpResponseBase:
    """Every commitment: how many stand how, narrowed by what is asked for; as page, CSV or JSON; today or on an earlier day."""
    asked = asked_day(request)
    seen = Commitment.objects.visible_to(request.user)
    if asked.moment:
        rows: Any = as_of(seen.for_list(request.user, asked.moment).most_pressing_first(), asked.moment)
        prefetch_related_objects(rows, "lead", "edition__body")
        rows = sorted(rows, key=pressing)
    else:
        rows = list(seen.only(*COUNTED))
    counts = count(rows, asked.day, asked.moment)
    form = CommitmentFilterForm(request.GET, rows=rows)
    shown = form.keep(rows, asked.day) if asked.moment else form.narrow(seen, asked.day).for_list(request.user).most_pressing_first()
    for row in shown if asked.moment else ():
        row.standing = standing_of(row, asked.day).value
    if wanted_format(request):
        return download(request, shown if isinstance(shown, list) else shown.iterator(chunk_size=500), CommitmentOut, "commitments")
    more = f"&as_of={asked.day.isoformat()}" if asked.moment else ""
    context = {
        "title": title_of(counts),
        "members_told": members_told(counts.members),
        "counts": counts,
        "tiles": tiles(counts, reverse("programme:commitments"), more),
        "page": Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "narrowed": bool(form.chosen()),
        "asked": asked,
        "today": asked.day,
        "may_add": request.user.has_perm("programme.manage_commitments") and not asked.moment,
    }
    template = "programme/commitments.html"
    return render(request, f"{template}#results" if request.htmx else template, context)  # type: ignore[attr-defined]


def pressing(row: Any) -> tuple[bool, bool, Any]:
    """The order of `most_pressing_first`, for rows as they were."""
    return (row.state not in STATES["commitment"].open, row.due_until is None, row.due_until or row.pk)


def commitment_or_404(request: HttpRequest, reference: str, rows: Any = None) -> Commitment:
    """A commitment the reader may see."""
    known: Any = Commitment.objects if rows is None else rows
    seen = known.visible_to(request.user)
    found: Commitment = get_object_or_404(seen.select_related("lead", "edition__body", "parent", "successor"), reference=reference)
    return found


@require_safe
def commitment_view(request: HttpRequest, reference: str) -> HttpResponse:
    """A commitment: the sentence it rests on, who answers for it, how it stands, what may follow, slips, evidence, both scores, history."""
    asked = asked_day(request)
    commitment: Any = commitment_or_404(request, reference, Commitment.objects.with_completion(asked.moment))
    entries = list(JournalEntry.objects.of(commitment))
    if asked.moment:
        before = as_of([commitment], asked.moment)
        if not before:
            raise Http404
        entries = [entry for entry in entries if entry.at <= asked.moment]
    context = {
        "commitment": commitment,
        "sentences": sentences_of(commitment, asked.day),
        "facts": facts_of(commitment, request.user),
        "asked": asked,
        "today": asked.day,
        "changes": told_changes(entries),
        "staff": is_staff_of_record(request.user),
        **grounds(commitment, request.user),
        **course(commitment, asked, request.user),
        **what_may_follow(commitment, asked, request.user),
    }
    return render(request, "programme/commitment.html", context)


def grounds(commitment: Commitment, user: Any) -> dict[str, Any]:
    """What it rests on: sentences of the record, paragraphs of adopted texts."""
    seen = Statement.objects.visible_to(user).select_related("document__source").defer("document__text", "document__segments")
    paragraphs = commitment.paragraphs.visible_to(user).select_related("text").with_words(user)
    return {"statements": list(seen.filter(commitments=commitment)), "paragraphs": list(paragraphs)}


def course(commitment: Any, asked: AskedDay, user: Any) -> dict[str, Any]:
    """What became of it: slips, evidence, scores of members, milestones and projects, related commitments."""
    now = asked.moment
    evidence = Evidence.objects.visible_to(user).filter(commitment=commitment).select_related("statement__document__source")
    evidence = evidence.defer("statement__document__text", "statement__document__segments")
    finals = list(MemberScore.objects.final(now).filter(commitment=commitment))
    latest = latest_scores(commitment.members, finals)
    related = Commitment.objects.visible_to(user).filter(Q(successor=commitment) | Q(parent=commitment))
    milestones = Milestone.objects.visible_to(user).filter(commitment=commitment)
    return {
        "slips": [slip for slip in commitment.slips.all() if now is None or slip.at <= now],
        "evidence": [item for item in evidence if now is None or item.added_at <= now],
        "members": [(code, latest.get(code)) for code in commitment.members],
        "member_sum": member_sum(commitment.members, finals),
        "milestones": list(milestones),
        "projects": list(Project.objects.visible_to(user).filter(commitments=commitment)),
        "related": list(related),
    }


def what_may_follow(commitment: Commitment, asked: AskedDay, user: Any) -> dict[str, Any]:
    """What the reader may do with it now; nothing with how it was."""
    if asked.moment:
        return {"steps": [], "may_manage": False, "may_add_evidence": False, "is_open": False}
    may_move = user.has_perm("programme.move_commitment", commitment)
    has = {"lead": commitment.lead_id, "evidence": may_move and commitment.evidence.exists()}
    return {
        "steps": steps_for("commitment", commitment, user, has) if may_move else [],
        "may_manage": user.has_perm("programme.manage_commitments", commitment),
        "may_add_evidence": user.has_perm("programme.add_evidence", commitment),
        "is_open": commitment.state in STATES["commitment"].open,
    }
