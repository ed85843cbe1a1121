"""The review desk: what waits today, and one document card by card."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from kopri.site.accounts.forms import attempt
from kopri.site.accounts.views.signed_in import permitted, person_of
from kopri.site.record import cards, wording
from kopri.site.record.forms.documents import NoteForm
from kopri.site.record.forms.facts import FactForm, fact_form, word_lists
from kopri.site.record.marks import Mark, Place
from kopri.site.record.models import Document, ErrorReport, ReadingState, Review, State, Statement, StatementKind, TextWarning
from kopri.site.record.paper import Paper, statement_marks, warning_marks, whole_paper, within
from kopri.site.record.services import review as services
from kopri.site.record.views.documents import kinds_of

ON_A_PAGE: Final = 30
COMING: Final = 2
LISTED: Final = 200
SHOWS: Final = ("mine", "nobodys", "all", "reports")


@permitted("record.review_statement")
@require_GET
def review_view(request: HttpRequest) -> HttpResponse:
    """What waits for me: my documents, those nobody has, all; error reports; what is being read."""
    user = person_of(request)
    counts = Document.objects.waiting_counts(user)
    reports = ErrorReport.objects.visible_to(user).unanswered()
    waiting = Document.objects.visible_to(user).to_review()
    show = request.GET.get("show") or ("mine" if counts["mine"] else "nobodys" if counts["nobodys"] else "all")
    choose = {"mine": Q(assigned_to=user), "nobodys": Q(assigned_to=None)}.get(show, Q())
    documents = waiting.filter(choose).with_counts().select_related("source", "assigned_to")
    rows: Any = reports.select_related("statement", "statement__document").order_by("at") if show == "reports" else documents
    context = {
        "show": show,
        "counts": counts,
        "report_count": reports.count(),
        "statement_count": Statement.objects.proposed().filter(document__assigned_to=user).count() if counts["mine"] else 0,
        "unread": Document.objects.unread().count(),
        "failed": list(Document.objects.filter(state=ReadingState.FAILED).order_by("-id")[:10]),
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "user_id": user.pk,
    }
    return render(request, "record/review.html", context)


@dataclass
class Desk:
    """One document under review: all its statements in order, the current one, and where to go from it."""

    request: HttpRequest
    document: Document
    statements: list[Statement]
    current: Statement | None
    kind: str = ""
    form: FactForm | None = None
    says: str = ""
    undo: list[int] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    @cached_property
    def queue(self) -> list[Statement]:
        """The statements gone through: all, or those of one kind."""
        return [s for s in self.statements if not self.kind or s.type == self.kind]

    @cached_property
    def place(self) -> int:
        """Where the current statement stands in the queue, from 0."""
        return self.queue.index(self.current) if self.current in self.queue else 0

    @property
    def position(self) -> int:
        """The same from 1, for people."""
        return self.place + 1 if self.queue else 0

    @property
    def total(self) -> int:
        """How many statements are gone through."""
        return len(self.queue)

    @property
    def waiting(self) -> int:
        """How many of them wait for a decision."""
        return sum(s.state == State.PROPOSED for s in self.queue)

    @property
    def decided(self) -> int:
        """How many of them are decided."""
        return self.total - self.waiting

    @property
    def following(self) -> Statement | None:
        """The next in the queue, whatever its state."""
        return self.queue[self.place + 1] if self.place + 1 < len(self.queue) else None

    @property
    def previous(self) -> Statement | None:
        """The one before in the queue."""
        return self.queue[self.place - 1] if self.queue and self.place else None

    @property
    def coming(self) -> list[Statement]:
        """The next few that wait."""
        return [s for s in self.queue[self.place + 1 :] if s.state == State.PROPOSED][:COMING]

    @property
    def next_waiting(self) -> Statement | None:
        """The next that waits, from the current one on and round again."""
        around = self.queue[self.place + 1 :] + self.queue[: self.place]
        return next((s for s in around if s.state == State.PROPOSED), None)

    def address(self, statement: Statement | None = None, **more: str) -> str:
        """The desk's address at a statement."""
        at = statement or self.current
        query = {"kind": self.kind, "s": at.reference if at else "", **more}
        return reverse("record:desk", args=[self.document.reference]) + "?" + urlencode({k: v for k, v in query.items() if v})


def load_desk(request: HttpRequest, reference: str) -> Desk:
    """The desk of a document at the statement asked for, by default the first that waits."""
    document = get_object_or_404(Document.objects.visible_to(request.user).select_related("source", "assigned_to"), reference=reference)
    statements = list(document.statements.on_desk().bare())
    given = request.POST if request.method == "POST" else request.GET
    kind = given.get("kind", "")
    kind = kind if kind in StatementKind.values else ""
    of_kind = [s for s in statements if not kind or s.type == kind]
    wanted = given.get("s") or given.get("statement")
    current = next((s for s in statements if s.reference == wanted), None)
    current = current or next((s for s in of_kind if s.state == State.PROPOSED), None) or next(iter(of_kind), None)
    return Desk(request, document, statements, current, kind if not current or current.type == kind else "")


@permitted("record.review_statement")
@require_GET
def desk_view(request: HttpRequest, reference: str) -> HttpResponse:
    """One document card by card."""
    desk = load_desk(request, reference)
    if request.GET.get("correct") and desk.current:
        desk.form = fact_form(full_rows(desk, [desk.current])[desk.current.pk])
    desk.undo = batch_of(request)
    return show_desk(desk)


def show_desk(desk: Desk, status: int = 200) -> HttpResponse:
    """The page, or for htmx the card with what is said of it."""
    request = desk.request
    fragment = request.headers.get("HX-Target") == "desk-side"
    warnings = list(desk.document.warnings.annotate(touches=touching(desk.current)))
    paper = None if fragment else desk_paper(desk, warnings)
    places = [s for s in desk.queue if paper.holds(s.start)][:LISTED] if paper else []
    changed = [s for s in desk.statements if s.reference in desk.changed] if fragment else []
    rows = full_rows(desk, [*places, *desk.coming, *changed, *filter(None, [desk.current])])
    desk.current = rows[desk.current.pk] if desk.current else None
    context = {
        "desk": desk,
        "document": desk.document,
        "current": desk.current,
        "coming": [rows[s.pk] for s in desk.coming],
        **card_context(desk, warnings),
    }
    open_kinds = kinds_of(s for s in desk.statements if s.state == State.PROPOSED)
    context |= {"open_kinds": open_kinds, "open_total": sum(open_kinds.values())}
    if fragment:
        context["exchanged"] = [rows[s.pk] for s in changed]
        response = render(request, "record/desk.html#side", context)
        response["HX-Replace-Url"] = desk.address()
        response["HX-Trigger-After-Settle"] = json.dumps({"desk:shown": mark_states(desk)})
        return response
    context |= {
        "paper": paper,
        "loud": [w for w in warnings if w.severity == "high"],
        "quiet": [w for w in warnings if w.severity != "high"],
        "kinds": kinds_of(desk.statements),
        "listed": [rows[s.pk] for s in places],
    }
    return render(request, "record/desk.html", context, status=status)


def full_rows(desk: Desk, statements: list[Statement]) -> dict[int, Statement]:
    """The statements with everything a card or a list shows of them."""
    wanted = desk.document.statements.on_desk().filter(pk__in={s.pk for s in statements})
    rows = {row.pk: row for row in wanted.select_related("decided_by").prefetch_related("parties")}
    for row in rows.values():
        row.document = desk.document
    return rows


def card_context(desk: Desk, warnings: list[TextWarning]) -> dict[str, Any]:
    """What the card of the current statement shows."""
    current = desk.current
    if current is None:
        return {}
    reviews = list(reviews_for(desk, current))
    notes = list(desk.document.notes.select_related("by"))
    return {
        "title": wording.fact_text(current),
        "quotes": cards.quotes_of(current),
        "rows": cards.rows_of(current),
        "touching": [w for w in warnings if getattr(w, "touches", False)],
        "related": cards.related_to(current) if current.series else [],
        "history": [r for r in reviews if r.statement_id == current.pk],
        "notes": [n for n in notes if n.statement_id == current.pk],
        "note_form": NoteForm(),
        "undoable": undoable(desk, current, reviews),
        "lists": word_lists(current) if desk.form else {},
    }


def touching(current: Statement | None) -> Exists:
    """Whether a warning is about the current statement."""
    through = TextWarning.statements.through.objects  # type: ignore[misc, unused-ignore]
    return Exists(through.filter(textwarning=OuterRef("pk"), statement=current.pk if current else 0))


def reviews_for(desk: Desk, current: Statement) -> Any:
    """The verdicts on the current statement, and my last one in this document."""
    mine = Review.objects.filter(statement__document=desk.document, by=person_of(desk.request), undone_at=None).order_by("-id")
    return Review.objects.filter(Q(statement=current) | Q(pk__in=mine.values("pk")[:1])).select_related("by", "undone_by", "statement")


def undoable(desk: Desk, current: Statement, reviews: list[Review]) -> Review | None:
    """What `u` takes back: the last verdict on the current statement if it is decided, else my last verdict in this document."""
    standing = [r for r in reviews if r.undone_at is None]
    on_this = [r for r in standing if r.statement_id == current.pk]
    mine = [r for r in standing if r.by_id == person_of(desk.request).pk]
    return next(iter(on_this), None) or next(iter(mine), None)


def desk_paper(desk: Desk, warnings: list[TextWarning]) -> Paper:
    """The whole text with every statement marked; a mark leads to its card."""

    def mark(place: Place) -> list[Mark]:
        return [*statement_marks(within(desk.statements, place), desk.address, desk.current), *warning_marks(warnings)]

    part = desk.request.GET.get("part", "")
    return whole_paper(desk.document, mark, part=int(part) if part.isdecimal() else None, at=desk.current.start if desk.current else 0)


def mark_states(desk: Desk) -> dict[str, Any]:
    """For the script: which mark is current, and how those stand that were just decided."""
    return {
        "now": desk.current.reference if desk.current else "",
        "states": {s.reference: s.state for s in desk.statements if s.reference in desk.changed},
    }


@permitted("record.review_statement")
@require_POST
def decide_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Accept, reject or undo; then the next that waits."""
    desk = load_desk(request, reference)
    verdict = request.POST.get("verdict", "")
    if verdict == "undo":
        return undone(desk)
    current = get_object_or_404(
        Statement.objects.prefetch_related("parties"), document=desk.document, reference=request.POST.get("statement", "")
    )
    if current.state != request.POST.get("seen", current.state):
        return said(desk, _("In the meantime somebody else decided on this statement. Look again."), messages.warning)
    act: Callable[..., Review] | None = {"accept": services.accept_statement, "reject": services.reject_statement}.get(verdict)
    if act is None:
        return said(desk, _("Choose accept or reject."), messages.error)
    try:
        act(statement=current, by=person_of(request))
    except ValidationError as error:
        return said(desk, " ".join(error.messages), messages.error)
    words = {"accept": _("Accepted: %(fact)s"), "reject": _("Rejected: %(fact)s")}[verdict]
    return go_on(desk, words % {"fact": wording.fact_text(current)})


def undone(desk: Desk) -> HttpResponse:
    """Take verdicts back: those of a batch, or the one the card names."""
    user = person_of(desk.request)
    wanted = [int(pk) for pk in desk.request.POST.getlist("review") if pk.isdecimal()]
    reviews = list(Review.objects.filter(pk__in=wanted, statement__document=desk.document).select_related("statement").order_by("-id"))
    if not reviews:
        return said(desk, _("There is nothing to undo."), messages.info)
    try:
        services.undo_many(reviews=reviews, by=user)
    except ValidationError as error:
        return said(desk, " ".join(error.messages), messages.error)
    fresh = load_desk(desk.request, desk.document.reference)
    fresh.current = next((s for s in fresh.statements if s.pk == reviews[-1].statement_id), fresh.current)
    fresh.changed = [review.statement.reference for review in reviews]
    if len(reviews) == 1:
        return said(
            fresh, _("Undone: %(fact)s") % {"fact": wording.fact_text(Statement.objects.get(pk=reviews[0].statement_id))}, messages.success
        )
    words = ngettext("%(count)d verdict was taken back.", "%(count)d verdicts were taken back.", len(reviews)) % {"count": len(reviews)}
    return said(fresh, words, messages.success)


@permitted("record.review_statement")
@require_POST
def correct_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a corrected fact in the place of the machine's; errors stand beside their fields."""
    desk = load_desk(request, reference)
    current = get_object_or_404(
        Statement.objects.prefetch_related("parties"), document=desk.document, reference=request.POST.get("statement", "")
    )
    current.document = desk.document
    form = fact_form(current, request.POST)
    if form.is_valid():
        act = lambda: services.correct_statement(statement=current, fact=form.fact(), valid=form.valid(), by=person_of(request))  # noqa: E731
        if attempt(form, act) is not None:
            current.refresh_from_db()
            return go_on(desk, _("Corrected: %(fact)s") % {"fact": wording.fact_text(current)})
    desk.form = form
    desk.says = _("Not saved: look at the marked fields.")
    return show_desk(desk, status=422)


@permitted("record.review_statement")
@require_POST
def bulk_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Accept or reject the ticked statements, or all of a kind that wait; it can be undone in one step."""
    desk = load_desk(request, reference)
    scope, ticked = request.POST.get("scope", "ticked"), set(request.POST.getlist("ticked"))
    waiting = [s for s in desk.statements if s.state == State.PROPOSED]
    scopes = {"all": waiting, "ticked": [s for s in desk.statements if s.reference in ticked]}
    chosen = scopes.get(scope, [s for s in waiting if s.type == scope])
    if not chosen:
        return said(desk, _("Tick the statements first, or choose all of a kind."), messages.warning)
    try:
        rows = Statement.objects.filter(pk__in=[s.pk for s in chosen]).order_by("start", "pk")
        reviews = services.review_many(statements=rows, verdict=request.POST.get("verdict", ""), by=person_of(request))
    except ValidationError as error:
        return said(desk, " ".join(error.messages), messages.error)
    accepted = ngettext("%(count)d statement accepted.", "%(count)d statements accepted.", len(reviews))
    rejected = ngettext("%(count)d statement rejected.", "%(count)d statements rejected.", len(reviews))
    words = accepted if request.POST["verdict"] == Review.Verdict.ACCEPT else rejected
    messages.success(request, words % {"count": len(reviews)})
    return redirect(desk.address(batch=f"{reviews[0].pk}-{reviews[-1].pk}"))


def batch_of(request: HttpRequest) -> list[int]:
    """The verdicts of the batch just given, as long as they stand: what “undo all” takes back."""
    first, _dash, last = request.GET.get("batch", "").partition("-")
    if not (first.isdecimal() and last.isdecimal()):
        return []
    mine = Review.objects.filter(pk__gte=int(first), pk__lte=int(last), by=person_of(request), undone_at=None)
    return list(mine.values_list("pk", flat=True))


def go_on(desk: Desk, words: str) -> HttpResponse:
    """After a verdict: the next statement that waits, or this one where none does."""
    fresh = load_desk(desk.request, desk.document.reference)
    fresh.changed = [fresh.current.reference] if fresh.current else []
    fresh.current = fresh.next_waiting or fresh.current
    fresh.__dict__.pop("place", None)
    return said(fresh, words, messages.success)


def said(desk: Desk, words: str, level: Callable[..., None]) -> HttpResponse:
    """The desk with a word on what happened: announced beside the card, or as a message after a redirect."""
    if desk.request.headers.get("HX-Target") == "desk-side":
        desk.says = words
        return show_desk(desk)
    level(desk.request, words)
    return redirect(desk.address() + "#card")
