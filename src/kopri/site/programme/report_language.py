"""In which language a body is written to."""

from functools import cache
from typing import Any

from django.conf import settings

from kopri.lang.datafile import read_data
from kopri.site.accounts.models import Organisation
from kopri.site.programme.models import Report


def language_for(body: Organisation) -> str:
    """The language of its last report, else that of its country, else the site's."""
    last = Report.objects.filter(body=body).exclude(language="").order_by("-period").values_list("language", flat=True).first()
    return last or languages().get(body.country, settings.LANGUAGE_CODE)


@cache
def languages() -> dict[str, str]:
    """Language by country, ISO 3166-1 alpha-3."""
    found: Any = read_data("kopri.site.programme", "report_languages.yaml")["languages"]
    return dict(found)
