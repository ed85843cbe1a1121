"""Pages of editions, sessions, bodies, texts and contacts: what they open with, who may do what, and how much they ask of the database."""

from datetime import date, timedelta

import pytest

from kopri.site.accounts.querysets import today
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.models import AgendaItem, Contact, Edition
from kopri.site.programme.services.editions import add_agenda_item
from kopri.site.programme.services.minutes import answer_minutes, ask_for_agreement
from tests.site.conftest import signed_in
from tests.site.programme.factories import (
    CommitmentFactory,
    ContactFactory,
    DecisionFactory,
    EditionFactory,
    ParagraphFactory,
    SessionFactory,
    TextFactory,
)

pytestmark = pytest.mark.django_db


def page(client, path: str, status: int = 200, **query: str) -> str:
    response = client.get(path, query)
    assert response.status_code == status, path
    return response.content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_an_edition_asks_as_much_for_three_of_each_as_for_one(client, forum, officer, many, django_assert_max_num_queries):
    edition = EditionFactory.create()
    for _ in range(many):
        add_agenda_item(edition=edition, title=Multilingual.of(en="Water"), carried=CommitmentFactory.create(), by=officer)
        SessionFactory.create(edition=edition)
        DecisionFactory.create(edition=edition)
        TextFactory.create(edition=edition)
        CommitmentFactory.create(edition=edition)
    with django_assert_max_num_queries(12):
        page(client, f"/editions/{edition.reference}/")


@pytest.mark.parametrize("many", [1, 3])
def test_a_text_asks_as_much_for_three_paragraphs_as_for_one(client, forum, many, django_assert_max_num_queries):
    text = TextFactory.create()
    for _ in range(many):
        CommitmentFactory.create().paragraphs.add(ParagraphFactory.create(text=text))
    with django_assert_max_num_queries(10):
        page(client, f"/texts/{text.reference}/")


def test_the_agenda_is_proposed_from_what_is_unfinished_and_printed_once_adopted(officer, visitor):
    edition = EditionFactory.create(state="planned")
    CommitmentFactory.create(title=Multilingual.of(en="Late promise"), due="2020")
    client = signed_in(officer)
    client.post(f"/editions/{edition.reference}/propose/")
    assert "Late promise" not in page(signed_in(None), f"/editions/{edition.reference}/")
    client.post(f"/agenda/{AgendaItem.objects.get().pk}/", {"state": "adopted"})
    assert "Late promise" in page(signed_in(None), f"/editions/{edition.reference}/")


def test_a_wrong_step_of_an_edition_is_refused_in_words(officer):
    edition = EditionFactory.create(state="closed")
    response = signed_in(officer).post(f"/editions/{edition.reference}/move/", {"state": "planned"})
    assert (response.status_code, "cannot become" in response.content.decode()) == (422, True)
    assert Edition.objects.get().state == "closed"


def test_holding_an_edition_asks_for_its_first_day(officer):
    edition = EditionFactory.create(state="called", start=None, end=None)
    client = signed_in(officer)
    assert 'name="start"' in page(client, f"/editions/{edition.reference}/move/", state="held")
    client.post(f"/editions/{edition.reference}/move/", {"state": "held", "start": "2026-10-20"})
    edition.refresh_from_db()
    assert (edition.state, edition.end.isoformat()) == ("held", "2026-10-20")


def test_minutes_are_shown_to_everybody_once_all_have_agreed(officer):
    session = ask_for_agreement(session=SessionFactory.create(), minutes="We spoke of water.", countries=["KOR"], by=officer)
    path = f"/sessions/{session.reference}/"
    assert "We spoke of water." not in page(signed_in(None), path)
    answer_minutes(agreement=session.agreements.get(), agreed=True, by=officer)
    assert "1 of 1 members have agreed" in page(signed_in(None), path)
    signed_in(officer).post(f"{path}move/", {"state": "minutes_agreed"})
    assert "We spoke of water." in page(signed_in(None), path)


def test_every_form_opens_for_the_desk_and_is_closed_to_others(officer, ministry):
    edition, session, text, contact = EditionFactory.create(), SessionFactory.create(), TextFactory.create(), ContactFactory.create()
    paragraph = ParagraphFactory.create(text=text)
    paths = [f"/editions/{edition.reference}/{name}/" for name in ("edit", "move", "agenda", "session", "delegation", "paper", "decision")]
    paths += [f"/sessions/{session.reference}/{name}/" for name in ("edit", "move", "minutes")]
    paths += [f"/texts/{text.reference}/{name}/" for name in ("edit", "version", "paragraph", "move")]
    paths += [f"/paragraphs/{paragraph.pk}/", f"/paragraphs/{paragraph.pk}/effect/", f"/contacts/{contact.reference}/edit/"]
    paths += [f"/bodies/{edition.body.slug}/edit/", "/bodies/add/", "/editions/add/", "/texts/add/", "/contacts/add/"]
    for path in paths:
        page(signed_in(officer), path)
        page(signed_in(ministry), path, 403)


def test_a_text_says_how_many_paragraphs_have_no_owner_and_which_drift(officer):
    text = TextFactory.create()
    led, alone = ParagraphFactory.create(text=text), ParagraphFactory.create(text=text)
    CommitmentFactory.create().paragraphs.add(led)
    signed_in(officer).post(f"/paragraphs/{alone.pk}/", {"words_en": "The parties train doctors.", "words_ko": "양측은 기술자를 훈련한다."})
    html = page(signed_in(None), f"/texts/{text.reference}/")
    assert "1 of 2 paragraphs has no owner" in html
    assert "to be compared" not in html, "both languages were before whoever changed one"
    signed_in(officer).post(f"/paragraphs/{alone.pk}/", {"words_en": "The parties train nurses."})
    assert "to be compared" in page(signed_in(None), f"/texts/{text.reference}/", show="drift")
    assert f'id="p-{led.number}"' not in page(signed_in(None), f"/texts/{text.reference}/", show="no_owner")


def test_contacts_tell_the_silence_of_each_pair(client, forum):
    ContactFactory.create(date=(today() - timedelta(days=100)).isoformat())
    ahead = ContactFactory.create(date=(today() + timedelta(days=20)).isoformat(), state="agreed", title=Multilingual.of(en="Summit talks"))
    html = page(client, "/contacts/", country="KAZ,KOR")
    assert ("3 months ago" in html, "Agreed next: Summit talks" in html) == (True, True)
    assert ahead.reference in page(client, "/pairs/KAZ-KOR/")


def test_a_contact_typed_in_keeps_its_precision(officer):
    data = {"title": "Talks", "kind": "talks", "countries": "Korea, Kazakhstan", "date": "2025-q2", "state": "held", "mode": "online"}
    response = signed_in(officer).post("/contacts/add/", data | {"visibility": "public", "language": "en"})
    assert response.status_code == 302, response.content.decode()
    assert (Contact.objects.get().date, Contact.objects.get().countries) == ("2025-Q2", ["KOR", "KAZ"])


def test_a_body_shows_its_editions_meetings_and_decisions(client, forum):
    edition = EditionFactory.create()
    session = SessionFactory.create(edition=None, body=edition.body, kind="meeting")
    decision = DecisionFactory.create(edition=None, session=session)
    html = page(client, f"/bodies/{edition.body.slug}/")
    for reference in (edition.reference, session.reference, decision.reference):
        assert reference in html


def test_editions_stand_newest_first_and_count_only_promises_one_may_see(client, forum):
    old = EditionFactory.create(start=date(2020, 5, 6), end=date(2020, 5, 6))
    new = EditionFactory.create(body=old.body)
    CommitmentFactory.create(edition=new, visibility="desk")
    html = page(client, "/editions/")
    assert html.index(f'href="/editions/{new.reference}/" data-keyboard') < html.index(f'href="/editions/{old.reference}/" data-keyboard')
    assert f"?edition={new.reference}" not in html
