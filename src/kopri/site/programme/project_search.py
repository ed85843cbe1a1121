"""What of projects and plans can be found by search."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kopri.site.base import registry, search_index
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.search_index import Findable
from kopri.site.programme.links import address
from kopri.site.programme.models import Plan, Project, Visibility

PUBLIC = "public"
STAFF = "staff"


def all_projects() -> Iterator[Findable]:
    """Every project, for a rebuild."""
    return (project_entry(project) for project in Project.objects.select_related("lead").iterator(500))


def all_plans() -> Iterator[Findable]:
    """The newest version of every plan, for a rebuild."""
    newest = {plan.slug: plan for plan in Plan.objects.order_by("slug", "version")}
    return (plan_entry(plan) for plan in newest.values())


def index_project(project: Project) -> None:
    """Bring the index up to date with a project: who finds it follows from who sees it."""
    entry = project_entry(project)
    search_index.index_entry(entry)
    search_index.remove_entry("project", entry.target_id, audience=STAFF if entry.audience == PUBLIC else PUBLIC)


def index_plan(plan: Plan) -> None:
    """Bring the index up to date with a plan."""
    search_index.index_entry(plan_entry(plan))


def project_entry(project: Project) -> Findable:
    """A project as it is found: by its titles in every language, its description and who leads it."""
    texts = [project.title, project.description, *([project.lead.name] if project.lead else [])]
    return Findable(
        kind="project",
        target_id=str(project.pk),
        url=address(project),
        title=str(project.title),
        text=" ".join([project.iati_identifier, *(words(text) for text in texts)]),
        snippet=str(project.description),
        language=project.title.language_for() or "",
        audience=PUBLIC if project.visibility == Visibility.PUBLIC else STAFF,
        weight=1.5,
        at=project.made_at,
    )


def plan_entry(plan: Plan) -> Findable:
    """A plan as it is found: by its names and the titles of its lines."""
    lines = [line.title for line in plan.lines.all()]
    return Findable(
        kind="plan",
        target_id=plan.slug,
        url=address(plan),
        title=str(plan.name),
        text=" ".join(words(text) for text in (plan.name, *lines)),
        snippet=" · ".join(str(title) for title in lines[:8]),
        language=plan.name.language_for() or "",
        audience=PUBLIC if plan.visibility == Visibility.PUBLIC else STAFF,
        weight=1.5,
    )


def words(text: Multilingual) -> str:
    """Every version of a text."""
    return " ".join(version.text for version in text.versions.values())


def register() -> None:
    """Tell the one search what there is to find."""
    registry.search_sources.add(registry.SearchSource("project", _("Projects"), all_projects))
    registry.search_sources.add(registry.SearchSource("plan", _("Plans"), all_plans))
