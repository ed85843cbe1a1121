"""What the programme adds to pages of the record and of the overview."""

from typing import Any, Final

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from kopri.site.accounts.querysets import today as forum_today
from kopri.site.base.registry import Panel, panels
from kopri.site.programme.areas import sectors_of
from kopri.site.programme.contact_calendar import MEETS, told_of
from kopri.site.programme.kept import kept
from kopri.site.programme.models import AdoptedText, Commitment, Contact
from kopri.site.programme.services.commitments import NOT_PROMISED
from kopri.site.programme.standing import STATES, Standing, standing_of
from kopri.site.record.models import Document, Statement

SHOWN: Final = 6


def of_statement(request: HttpRequest, statement: Any) -> str:
    """What became of a statement, and what can be made of it."""
    if not isinstance(statement, Statement) or statement.type not in {"commitment", "event"}:
        return ""
    user = request.user
    is_promise = statement.type == "commitment"
    rows: Any = Commitment.objects.visible_to(user) if is_promise else Contact.objects.visible_to(user)
    context = {
        "statement": statement,
        "commitments": list(rows.filter(statements=statement)) if is_promise else [],
        "contacts": [] if is_promise else list(rows.filter(statement=statement)),
        "recommends": is_promise and statement.fact.get("strength") == NOT_PROMISED,
        "may_make": may_make(user, statement, is_promise=is_promise),
        "is_promise": is_promise,
    }
    if not (context["commitments"] or context["contacts"] or context["may_make"]):
        return ""
    return render_to_string("programme/panels/statement.html", context, request)


def may_make(user: Any, statement: Statement, *, is_promise: bool) -> bool:
    """Whether the reader may make a commitment or a contact of a statement."""
    if statement.state in {"rejected", "withdrawn"}:
        return False
    if is_promise:
        return bool(user.has_perm("programme.manage_commitments"))
    return statement.fact.get("class") in MEETS and bool(user.has_perm("programme.manage_editions"))


def of_document(request: HttpRequest, document: Any) -> str:
    """The commitments that rest on a document's sentences, and the adopted texts taken from it."""
    if not isinstance(document, Document):
        return ""
    commitments = list(Commitment.objects.visible_to(request.user).filter(statements__document=document).distinct())
    texts = list(AdoptedText.objects.visible_to(request.user).filter(versions__document=document).distinct())
    if not commitments and not texts:
        return ""
    context = {"rows": commitments, "texts": texts, "today": forum_today()}
    return render_to_string("programme/panels/document.html", context, request)


def of_home(request: HttpRequest, _subject: Any) -> str:
    """How the forum's commitments stand."""
    return commitments_panel(request, commitments_for(request.user), reverse("programme:commitments"))


def of_country(request: HttpRequest, code: Any) -> str:
    """What binds a country, and whom it met last."""
    rows = [row for row in commitments_for(request.user) if code in row.members or code in row.towards]
    url = f"{reverse('programme:commitments')}?member={code}"
    return commitments_panel(request, rows, url) + contacts_panel(request, [str(code)])


def of_pair(request: HttpRequest, pair: Any) -> str:
    """What binds two countries, and when they met."""
    codes = [str(code) for code in pair]
    rows = [row for row in commitments_for(request.user) if set(codes) <= {*row.members, *row.towards}]
    return commitments_panel(request, rows, f"{reverse('programme:commitments')}?member={codes[0]}") + contacts_panel(request, codes)


def of_sector(request: HttpRequest, slug: Any) -> str:
    """What was promised in a sector or an area of the forum."""
    sectors = set(sectors_of(str(slug)))
    rows = [row for row in commitments_for(request.user) if sectors & set(row.sectors)]
    return commitments_panel(request, rows, f"{reverse('programme:commitments')}?sector={slug}")


def commitments_for(user: Any) -> list[Commitment]:
    """The commitments of the reader's audience, most pressing first: kept for all pages until something happens."""
    return kept("commitments", user, lambda: list(Commitment.objects.visible_to(user).select_related("lead").most_pressing_first()))


def commitments_panel(request: HttpRequest, known: list[Commitment], url: str) -> str:
    """How many commitments stand how, and the most pressing ones. Nothing where there are none."""
    today = forum_today()
    if not known:
        return ""
    is_open = [row for row in known if row.state in STATES["commitment"].open]
    late = sum(1 for row in known if standing_of(row, today) == Standing.OVERDUE)
    alone = sum(1 for row in is_open if row.lead_id is None)
    context = {"rows": is_open[:SHOWN], "all": len(known), "open": len(is_open), "late": late, "alone": alone, "url": url, "today": today}
    return render_to_string("programme/panels/commitments.html", context, request)


def contacts_panel(request: HttpRequest, codes: list[str]) -> str:
    """The last contacts of countries and what is agreed next. Nothing where there are none."""
    every = kept("contacts", request.user, lambda: list(Contact.objects.visible_to(request.user)))
    known = [contact for contact in every if set(codes) <= set(contact.countries)]
    if not known:
        return ""
    told = told_of(known, forum_today())
    url = f"{reverse('programme:contacts')}?country={','.join(codes)}"
    return render_to_string("programme/panels/contacts.html", {"told": told, "contacts": known[:SHOWN], "url": url}, request)


def register() -> None:
    """Put the panels on their shelf."""
    panels.add(Panel("statement", 10, of_statement))
    panels.add(Panel("document", 10, of_document))
    panels.add(Panel("home", 10, of_home))
    panels.add(Panel("country", 10, of_country))
    panels.add(Panel("pair", 10, of_pair))
    panels.add(Panel("sector", 10, of_sector))
