"""Projects and milestones as bars by quarter."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kopri.site.base import timeline
from kopri.site.base.components import Rows
from kopri.site.base.timeline import Span
from kopri.site.programme.links import address
from kopri.site.programme.standing import BADGES, Standing, line_standing, standing_of, standing_words


def milestone_span(milestone: Any, today: date, *, with_whole: bool = False) -> Span:
    """A milestone from its beginning to its due date; done ones end when they were done."""
    standing = standing_of(milestone, today)
    label = f"{milestone.title} · {milestone.project}" if with_whole and milestone.project else str(milestone.title)
    end = milestone.actual or milestone.due or None
    return Span(
        label,
        milestone.start or end,
        end,
        BADGES[standing],
        address(milestone),
        _suggested(milestone, standing_words(milestone, standing, today)),
    )


def project_span(project: Any, today: date) -> Span:
    """A project from its start to its end, actual ones before planned ones."""
    standing = standing_of(project, today)
    start = project.actual_start.isoformat() if project.actual_start else project.planned_start or None
    end = project.actual_end.isoformat() if project.actual_end else project.planned_end or None
    return Span(str(project.title), start, end, BADGES[standing], address(project), standing_words(project, standing, today))


def line_span(line: Any, today: date) -> Span:
    """A plan line from its first milestone's beginning to its due date."""
    standing = line_standing(line, today)
    milestones = line.milestones.all()
    starts = sorted(m.start or m.due for m in milestones if m.start or m.due)
    start = min(starts[0], line.due) if starts and line.due else line.due or next(iter(starts), None)
    words = str(standing.label) if milestones or standing == Standing.OVERDUE else _("no milestones")
    return Span(f"{line.number} {line.title}", start, line.due or next(reversed(starts), None), BADGES[standing], address(line), words)


def draw(title: str, spans: Sequence[Span], today: date) -> tuple[SafeString, Rows]:
    """The picture with its table. A bar with neither start nor end stands as words."""
    late = sum(1 for span in spans if span.state == BADGES[Standing.OVERDUE])
    description = ngettext("%(count)d bar by quarter, %(late)d overdue.", "%(count)d bars by quarter, %(late)d overdue.", len(spans)) % {
        "count": len(spans),
        "late": late,
    }
    return timeline.gantt(title, description, spans, today=today.isoformat()), timeline.gantt_rows(spans)


def milestone_spans(milestones: Iterable[Any], today: date, *, with_whole: bool = False) -> list[Span]:
    """The bars of some milestones, dropped ones left out."""
    return [milestone_span(m, today, with_whole=with_whole) for m in milestones if m.state != "dropped"]


def _suggested(milestone: Any, words: str) -> str:
    suggested = milestone.due and milestone.due_basis != "agreed" and milestone.state in {"planned", "started"}
    return _("%(words)s (suggested)") % {"words": milestone.get_state_display()} if suggested else words
