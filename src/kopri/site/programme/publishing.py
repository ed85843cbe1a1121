"""The forum's own projects as open data of the standard: who publishes, and the files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from kopri.site.base.models import Forum
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme import engine
from kopri.site.programme.models import Commitment, Project

AT_ONCE = 100


def publisher() -> engine.Publisher:
    """This site as publisher: KOPRI_IATI_ORGANISATION is its identifier, the forum's name its name."""
    forum = Forum.objects.first()
    names = forum.name if forum is not None else Multilingual.of(en="kopri")
    return engine.Publisher(settings.KOPRI_IATI_ORGANISATION, names, settings.SITE_URL, timezone.now())


def projects_seen_by(user: Any) -> QuerySet[Project]:
    """The projects a file for `user` holds, with all that stands in it, in a fixed number of queries."""
    commitments = Prefetch("commitments", Commitment.objects.visible_to(user))
    return (
        Project.objects.visible_to(user)
        .order_by("pk")
        .select_related("lead")
        .prefetch_related(
            commitments,
            "countries",
            "sectors",
            "places",
            "partners__organisation",
            "budgets",
            "transactions__provider__organisation",
            "transactions__receiver__organisation",
            "evidence",
            "results__indicators__periods",
        )
    )


def activities_seen_by(user: Any) -> Iterator[engine.Element]:
    """Each project as an activity, one after the other."""
    who = publisher()
    for project in projects_seen_by(user).iterator(chunk_size=AT_ONCE):
        yield engine.activity_of(project, who)


def write_activities(out: Path, *, user: Any) -> None:
    """Write the activity file; it appears under its name only when it is whole."""
    engine.write("activities", activities_seen_by(user), publisher(), out)


def write_organisation(out: Path) -> None:
    """Write the organisation file."""
    who = publisher()
    engine.write("organisations", [engine.organisation_of(who)], who, out)
