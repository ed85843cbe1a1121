"""The main pages, as addresses of rows that are there."""

from django.db.models import Count, Q

from kopri.site.record.models import Document, Person, Source, Statement

PUBLIC = [
    "/",
    "/countries/",
    "/countries/KAZ/",
    "/pairs/KAZ-KOR/",
    "/sectors/",
    "/sectors/energy/",
    "/search/?q=trade",
    "/search/?q=nothingatall",
    "/documents/",
    "/statements/",
    "/series/",
    "/contradictions/",
    "/warnings/",
    "/people/",
    "/sources/",
    "/method/",
    "/data/",
    "/account/login/",
]
DESK = ["/", "/review/", "/review/reader/", "/documents/add/", "/sources/add/"]


def with_rows() -> list[str]:
    """Pages of single things."""
    trade = Statement.objects.live().filter(measure__contains="trade").exclude(series="").first()
    assert trade is not None
    doubtful = Document.objects.annotate(high=Count("warnings", filter=Q(warnings__severity="high"))).latest("high", "pk")
    person, source = Person.objects.first(), Source.objects.first()
    return [
        f"/documents/{doubtful.reference}/",
        f"/s/{trade.reference}/",
        f"/s/{trade.reference}/report/",
        f"/series/{trade.series}/",
        *([f"/people/{person.slug}/"] if person else []),
        *([f"/sources/{source.slug}/"] if source else []),
    ]


def fullest_desk() -> str:
    """The desk of the document with most to review."""
    waiting = Document.objects.annotate(waiting=Count("statements", filter=Q(statements__state="proposed")))
    return f"/review/{waiting.latest('waiting', 'pk').reference}/"
