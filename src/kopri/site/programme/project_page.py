"""What a project's page says first: how it stands, what is late, what is next due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kopri.site.base.components import Fact
from kopri.site.base.wording import fuzzy_date
from kopri.site.programme.models import Milestone, Project
from kopri.site.programme.standing import Standing, standing_of, standing_words
from kopri.site.programme.templatetags.projects import shares


@dataclass(frozen=True, slots=True)
class Told:
    """The answer of the page: sentences, and the milestone that is next due."""

    sentences: tuple[str, ...]
    following: Milestone | None
    late: int


def tell(project: Project, milestones: Sequence[Milestone], today: date) -> Told:
    """How a project stands, in sentences."""
    standings = [standing_of(milestone, today) for milestone in milestones]
    late = standings.count(Standing.OVERDUE)
    following = next((m for m, s in zip(milestones, standings, strict=True) if s in {Standing.DUE_SOON, Standing.OPEN}), None)
    sentences = [_("%(state)s.") % {"state": capfirst(standing_words(project, standing_of(project, today), today))}]
    if milestones:
        sentences.append(_milestones(len(milestones), standings.count(Standing.DONE), late))
    if following is not None:
        sentences.append(_("Next due: %(title)s, %(date)s.") % {"title": following.title, "date": fuzzy_date(following.due)})
    sentences.append(_("Led by %(lead)s.") % {"lead": project.lead} if project.lead else _("Nobody leads it."))
    return Told(tuple(sentences), following, late)


def _milestones(count: int, done: int, late: int) -> str:
    said = ngettext("%(done)d of %(count)d milestone is done", "%(done)d of %(count)d milestones are done", count)
    words = {"count": count, "done": done, "late": late}
    return (_("%(said)s, %(late)d overdue.") if late else _("%(said)s.")) % (words | {"said": said % words})


def facts_of(project: Any) -> list[Fact]:
    """The columns of a project that have something to say."""
    planned = fuzzy_date(f"{project.planned_start}/{project.planned_end}") if project.planned_start or project.planned_end else ""
    return [
        Fact(_("Kind"), project.get_kind_display()),
        Fact(_("State"), project.get_state_display()),
        Fact(_("Why"), project.state_reason),
        Fact(_("Lead body"), project.lead or _("nobody")),
        Fact(_("Countries"), shares(project.countries.all())),
        Fact(_("Sectors"), shares(project.sectors.all())),
        Fact(_("Planned"), planned),
        Fact(_("Begun"), fuzzy_date(project.actual_start)),
        Fact(_("Ended"), fuzzy_date(project.actual_end)),
        Fact(_("Risk"), _risk(project)),
        Fact(_("IATI identifier"), project.iati_identifier),
        Fact(_("Source"), project.source),
    ]


def _risk(project: Any) -> str:
    if not project.risk:
        return ""
    label = str(project.get_risk_display())
    return _("%(risk)s: %(note)s") % {"risk": label, "note": project.risk_note} if project.risk_note else label
