"""The desk's work that waits, for a person's home page and for handing over."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kopri.site.accounts.rules import is_staff_of_record
from kopri.site.base.registry import PersonHandler, WorkSource
from kopri.site.record.models import Document, ErrorReport, Note, Review


def desk_work(user: Any) -> Iterable[tuple[str, int, str]]:
    """What waits for somebody at the review desk."""
    if not is_staff_of_record(user):
        return
    waiting = waiting_for(user)
    queue = reverse("record:review")
    yield _("documents given to you wait for your decision"), waiting["mine"], f"{queue}?show=mine"
    yield _("documents that nobody has taken wait for a decision"), waiting["nobodys"], f"{queue}?show=nobodys"
    yield _("error reports wait for an answer"), waiting["reports"], f"{queue}?show=reports"


def waiting_for(user: Any) -> dict[str, int]:
    """How much of each kind of work waits, in one query."""
    to_review = Document.objects.filter(pk__in=Document.objects.to_review().order_by().values("pk"))
    mine = counted("mine", to_review.filter(assigned_to=user))
    others = counted("nobodys", to_review.filter(assigned_to=None)), counted("reports", ErrorReport.objects.unanswered())
    return dict(mine.union(*others, all=True))


def counted(name: str, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """How many rows there are, under a name."""
    found: QuerySet[Any, Any] = rows.order_by().values(name=Value(name)).annotate(n=Count("pk")).values_list("name", "n")
    return found


def export_record(user: Any) -> Mapping[str, Any]:
    """What a person did at the desk: documents added, verdicts, notes."""
    return {
        "documents_added": list(Document.objects.filter(added_by=user).order_by("pk").values_list("reference", flat=True)),
        "verdicts": [
            {"statement": r.statement.reference, "verdict": r.verdict, "at": r.at.isoformat()}
            for r in Review.objects.filter(by=user).select_related("statement").order_by("pk")
        ],
        "notes": [
            {"document": n.document.reference, "text": n.text, "at": n.at.isoformat()}
            for n in Note.objects.filter(by=user).select_related("document")
        ],
    }


def erase_record(user: Any) -> None:
    """Give back what was assigned. Verdicts and notes stay under the emptied account: the register's history names people by id."""
    Document.objects.filter(assigned_to=user).update(assigned_to=None)


def hand_over_record(user: Any, successor: Any, by: Any) -> int:
    """Give the documents assigned to a person to the successor."""
    from kopri.site.record.services.documents import assign_document

    documents = list(Document.objects.filter(assigned_to=user))
    for document in documents:
        assign_document(document=document, to=successor, by=by)
    return len(documents)


source = WorkSource(order=10, rows=desk_work)
handler = PersonHandler("record", export_record, erase_record, hand_over_record, gettext_lazy("Documents to review"))
