"""What people see is asked for through `visible_to`."""

import importlib
import inspect

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.repository import APPS, SITE

# Rows nobody is shown as such: an index, and the forum, of which there is one and everybody sees it.
NOT_SHOWN = {"base.SearchEntry", "base.SearchTerm", "base.SearchPosting", "base.Forum"}

# Rows that are only ever shown as part of their whole, reached through it.
PARTS_OF_PROGRAMME = {
    "programme.BodyMember",
    "programme.Course",
    "programme.ImportedRecord",
    "programme.Indicator",
    "programme.MinutesAgreement",
    "programme.ParagraphVersion",
    "programme.ProjectCountry",
    "programme.ProjectPartner",
    "programme.ProjectPlace",
    "programme.ProjectSector",
    "programme.ReportLine",
    "programme.Result",
    "programme.ScoreComment",
    "programme.Slip",
    "programme.TextVersion",
}


def queryset_classes() -> list[type[models.QuerySet]]:  # type: ignore[type-arg]
    """Every queryset class of the site."""
    found = []
    for app in APPS:
        for path in [*sorted((SITE / app).glob("*.py")), *sorted((SITE / app / "querysets").glob("*.py"))]:
            module = importlib.import_module(".".join(("kopri", *path.relative_to(SITE.parent).with_suffix("").parts)))
            found += [
                item
                for _, item in inspect.getmembers(module, inspect.isclass)
                if issubclass(item, models.QuerySet) and item.__module__ == module.__name__
            ]
    return found


@pytest.mark.parametrize("queryset", queryset_classes(), ids=lambda queryset: queryset.__name__)
def test_every_queryset_says_who_sees_what(queryset: type) -> None:
    """A class of questions without `visible_to` would be a way around it."""
    assert callable(getattr(queryset, "visible_to", None)), f"{queryset.__module__}.{queryset.__name__} has no visible_to(user)"


def test_every_noun_with_a_page_has_questions() -> None:
    """The nouns of the record and of accounts are asked for through a queryset class of their own."""
    parts = {"record.StatementParty", "record.Review", "record.PostHeld", "record.DocumentShingle", *PARTS_OF_PROGRAMME}
    own = {model._meta.label: type(model._default_manager.all()) for app in APPS for model in apps.get_app_config(app).get_models()}
    plain = {label for label, queryset in own.items() if queryset is models.QuerySet}
    assert plain - parts - NOT_SHOWN == set()
