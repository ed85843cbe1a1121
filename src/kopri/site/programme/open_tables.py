"""What of the programme goes into the open data: what IATI has, and what it lacks – bodies, editions, paragraphs, commitments, scores."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from kopri.site.base.models import JournalEntry
from kopri.site.base.registry import OpenTable, open_tables
from kopri.site.programme import models as m
from kopri.site.record.feeds import ON_DOCUMENTS, ON_STATEMENTS
from kopri.site.record.models import Document, Statement

EVERYBODY = AnonymousUser()
FIRST = 40


def seen(model: Any) -> Callable[[], QuerySet[Any]]:
    """The rows of a model that everybody sees."""
    return lambda: model.objects.visible_to(EVERYBODY)


def parts(model: Any, *wholes: str) -> Callable[[], QuerySet[Any]]:
    """The rows whose whole – or one of their wholes – everybody sees."""

    def rows() -> QuerySet[Any]:
        shown = Q()
        for whole in wholes:
            target = model._meta.get_field(whole).related_model  # noqa: SLF001
            shown |= Q(**{f"{whole}__in": target.objects.visible_to(EVERYBODY)})
        found: QuerySet[Any] = model.objects.filter(shown)
        return found

    return rows


def shown_journal() -> QuerySet[Any]:
    """What was done to records that everybody sees, without who did it: the feed of changes, and by it earlier days can be shown."""
    wanted = Q(pk__in=())
    for model in (m.Commitment, m.Project, m.Milestone, m.Edition, m.Decision, m.Plan):
        wanted |= done_to(model)
    told = Q(verb__in=ON_DOCUMENTS + ON_STATEMENTS) & (done_to(Document) | done_to(Statement))
    return JournalEntry.objects.filter(wanted | told)


def done_to(model: Any) -> Q:
    """Entries on the rows of a model that everybody sees."""
    ids = [str(pk) for pk in model.objects.visible_to(EVERYBODY).values_list("pk", flat=True)]
    return Q(target=model._meta.label_lower, target_id__in=ids)  # noqa: SLF001


def evidence_with_address() -> QuerySet[Any]:
    """Evidence that stands somewhere in the world or in the record; files stay in the house."""
    return m.Evidence.objects.visible_to(EVERYBODY).exclude(url="", statement=None)


def indicators() -> QuerySet[Any]:
    """Indicators of projects that everybody sees."""
    return m.Indicator.objects.filter(result__project__in=m.Project.objects.visible_to(EVERYBODY))


def register() -> None:
    """Put the tables on the shelf, what others point to first."""
    tables: tuple[tuple[Callable[[], QuerySet[Any]], tuple[str, ...]], ...] = (
        (seen(m.Body), ()),
        (parts(m.BodyMember, "body"), ()),
        (seen(m.Edition), ("link",)),
        (seen(m.Session), ("link",)),
        (parts(m.MinutesAgreement, "session"), ("remark",)),
        (seen(m.Decision), ()),
        (seen(m.AdoptedText), ()),
        (parts(m.TextVersion, "text"), ()),
        (seen(m.Paragraph), ()),
        (seen(m.ParagraphVersion), ()),
        (seen(m.Contact), ()),
        (seen(m.Commitment), ()),
        (seen(m.AgendaItem), ()),
        (seen(m.Paper), ()),
        (seen(m.Delegation), ()),
        (seen(m.Plan), ()),
        (seen(m.PlanLine), ()),
        (seen(m.Project), ()),
        (parts(m.ProjectCountry, "project"), ()),
        (parts(m.ProjectSector, "project"), ()),
        (parts(m.ProjectPartner, "project"), ()),
        (parts(m.ProjectPlace, "project"), ()),
        (parts(m.Course, "project"), ()),
        (seen(m.Milestone), ()),
        (parts(m.Slip, "milestone", "commitment"), ()),
        (seen(m.Rate), ()),
        (seen(m.Transaction), ()),
        (seen(m.Budget), ()),
        (parts(m.Result, "project"), ()),
        (indicators, ()),
        (seen(m.IndicatorPeriod), ()),
        (evidence_with_address, ()),
        (seen(m.CompletionScore), ()),
        (seen(m.MemberScore), ()),
        (parts(m.ScoreComment, "completion_score", "member_score"), ()),
        (shown_journal, ("actor",)),
    )
    for order, (rows, hidden) in enumerate(tables, FIRST):
        open_tables.add(OpenTable(order, rows, hidden))
