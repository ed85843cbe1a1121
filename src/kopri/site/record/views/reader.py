"""How good the reader is on our own documents, and the decisions it is measured on."""

import json
from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kopri.site.accounts.views.signed_in import permitted, person_of
from kopri.site.record.cases import FORMAT
from kopri.site.record.reader_quality import reader_quality, whole
from kopri.site.record.services.cases import export_cases


@permitted("record.export_cases")
@require_safe
def reader_view(request: HttpRequest) -> HttpResponse:
    """Per type and language: how much was right as read, put right, rejected, and how much nobody has looked at."""
    rows = reader_quality(person_of(request))
    return render(request, "record/reader.html", {"rows": rows, "total": whole(rows)})


@login_required
@require_safe
def cases_view(request: HttpRequest) -> StreamingHttpResponse:
    """The decisions as labelled cases, one a line."""
    cases = export_cases(by=person_of(request))

    def lines() -> Iterator[str]:
        yield f'{{"format": "{FORMAT}", "cases": [\n'
        for number, case in enumerate(cases):
            yield (",\n" if number else "") + json.dumps(case, ensure_ascii=False)
        yield "\n]}\n"

    response = StreamingHttpResponse(lines(), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="kopri-cases.json"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
