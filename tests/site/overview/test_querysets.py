"""What the pages count and choose: only what the reader may see, each thing once, the best founded first."""

from datetime import date

import pytest

from kopri.site.overview import querysets
from kopri.site.record.models import Statement
from tests.site.record.factories import (
    AgreementFactory,
    CommitmentFactory,
    DocumentFactory,
    EventFactory,
    FigureFactory,
    PostHeldFactory,
    RelationFactory,
    TextWarningFactory,
    full_document,
)

pytestmark = pytest.mark.django_db


def test_state_counts_what_the_reader_may_see(visitor, officer):
    full_document()
    full_document(visibility="desk")
    FigureFactory.create(state="rejected")
    assert querysets.state_of_register(visitor).facts == 7
    assert querysets.state_of_register(visitor).documents == 2
    seen = querysets.state_of_register(officer)
    assert (seen.facts, seen.documents) == (14, 3)


def test_state_tells_confirmed_from_to_review(visitor):
    document = DocumentFactory.create()
    FigureFactory.create(document=document, state="accepted")
    FigureFactory.create(document=document, state="corrected")
    CommitmentFactory.create(document=document)
    state = querysets.state_of_register(visitor)
    assert (state.confirmed, state.to_review, state.commitments) == (2, 1, 1)


def test_state_counts_documents_with_high_warnings_once(visitor):
    document = DocumentFactory.create()
    TextWarningFactory.create_batch(2, document=document, severity="high")
    TextWarningFactory.create(severity="low")
    assert querysets.state_of_register(visitor).doubtful == 1


def test_state_counts_contradictions_without_rejected_sides(visitor):
    one, other = FigureFactory.create(), FigureFactory.create(value="4100000000")
    RelationFactory.create(statements=[one, other])
    assert querysets.state_of_register(visitor).contradictions == 1
    Statement.objects.filter(pk=other.pk).update(state="rejected")
    assert querysets.state_of_register(visitor).contradictions == 0


def test_state_counts_documents_still_to_be_read(officer):
    DocumentFactory.create()
    DocumentFactory.create(state="queued")
    DocumentFactory.create(state="reading")
    state = querysets.state_of_register(officer)
    assert (state.documents, state.unread, state.read) == (3, 2, 1)


def test_countries_are_counted_by_statement_not_by_role(visitor):
    FigureFactory.create(parties=[("KAZ", "from"), ("KAZ", "of"), ("KOR", "to")])
    assert querysets.state_of_register(visitor).countries == {"KAZ": 1, "KOR": 1}


def test_portrait_of_a_pair_counts_only_what_names_both(visitor):
    FigureFactory.create()
    FigureFactory.create(parties=[("KAZ", "of"), ("UZB", "of")])
    told = querysets.portrait(querysets.naming(querysets.facts(visitor), "KAZ", "KOR"))
    assert (told.facts, told.documents, told.kinds) == (1, 1, {"figure": 1})
    assert told.countries == {"KAZ": 1, "KOR": 1}


def test_latest_commitments_promises_before_plans_then_the_newest_document(visitor):
    old, new = DocumentFactory.create(published_from=date(2015, 1, 1)), DocumentFactory.create(published_from=date(2024, 1, 1))
    undated = DocumentFactory.create(published_from=None)
    rows = [
        CommitmentFactory.create(document=old),
        CommitmentFactory.create(document=new, stage="recommended"),
        CommitmentFactory.create(document=new, stage="agreed"),
        CommitmentFactory.create(document=undated),
        CommitmentFactory.create(document=new, stage="planned"),
    ]
    assert querysets.latest_commitments(querysets.facts(visitor), 9) == [rows[2], rows[0], rows[3], rows[4], rows[1]]


def test_latest_by_type_keeps_to_each_limit(visitor):
    document = DocumentFactory.create()
    EventFactory.create_batch(3, document=document)
    AgreementFactory.create_batch(3, document=document)
    latest = querysets.latest_by_type(querysets.facts(visitor), {"event": 1, "agreement": 2, "post": 5})
    assert {kind: len(rows) for kind, rows in latest.items()} == {"event": 1, "agreement": 2, "post": 0}


def test_contacts_are_events_at_which_people_meet(visitor):
    summit = EventFactory.create()
    interview = EventFactory.create()
    interview.payload["class"] = "interview"
    interview.save()
    corrected = EventFactory.create(correction={**summit.payload, "class": "anniversary"})
    found = set(querysets.with_contacts_only(querysets.facts(visitor)))
    assert summit in found
    assert interview not in found
    assert corrected not in found


def test_best_series_has_trade_first_then_the_best_founded(visitor):
    FigureFactory.create(period="2019")
    for period in ("2018", "2019", "2020"):
        FigureFactory.create(measure="investment_flow", period=period)
    FigureFactory.create(measure="companies_operating", unit="company", period="2019")
    assert [row.slug for row in querysets.best_series(visitor, 3)] == [
        "bilateral-trade-usd-kaz-kor",
        "investment-flow-usd-kaz-kor",
        "companies-operating-company-kaz-kor",
    ]


def test_a_copy_is_no_second_voice(visitor):
    original = DocumentFactory.create()
    copy = DocumentFactory.create(duplicate_of=original)
    for document in (original, copy):
        FigureFactory.create(document=document, measure="exports", period="2019")
    for period in ("2019", "2020"):
        FigureFactory.create(document=original, measure="imports", period=period)
    assert next(iter(querysets.best_series(visitor, 2))).slug == "imports-usd-kaz-kor"


def test_series_are_of_quantities(visitor):
    rank = FigureFactory.create(measure="trade_partner_rank", unit="rank", value="4")
    rank.payload["kind"] = "rank"
    rank.save()
    assert querysets.best_series(visitor, 3) == {}


def test_doubtful_documents_come_with_their_high_warnings(visitor):
    document = DocumentFactory.create()
    high = TextWarningFactory.create(document=document, severity="high")
    TextWarningFactory.create(document=document, severity="low")
    TextWarningFactory.create(severity="high", document__visibility="desk")
    assert querysets.doubtful_documents(visitor, 5) == [(document, [high])]


def test_changes_name_what_was_read_and_decided(visitor, officer):
    document = DocumentFactory.create(title="First report")
    FigureFactory.create(document=document, state="accepted", decided_at=document.read_at, decided_by=officer)
    FigureFactory.create(document=document)
    changes = {(change.what, change.count) for change in querysets.latest_changes(visitor, 5)}
    assert changes == {("read", 2), ("accepted", 1)}


def test_posts_of_a_country_rest_on_what_the_reader_may_see(visitor, officer):
    PostHeldFactory.create()
    hidden = FigureFactory.create(document__visibility="desk")
    PostHeldFactory.create(source="", statement=hidden)
    assert len(querysets.posts_in("KOR", visitor, 5)) == 1
    assert len(querysets.posts_in("KOR", officer, 5)) == 2


def test_sectors_are_counted_by_type(visitor):
    CommitmentFactory.create()
    AgreementFactory.create(sector="education")
    (row,) = querysets.by_sector(visitor)
    assert (row["sector"], row["facts"], row["commitments"], row["agreements"]) == ("education", 2, 1, 1)


def test_the_last_contact_of_a_country_is_one_that_was_held(visitor):
    EventFactory.create()
    planned = EventFactory.create(period_from=date(2021, 9, 1))
    planned.payload["status"] = "planned"
    planned.save()
    rows = {row["country"]: row for row in querysets.by_country(visitor, today=date(2026, 1, 1))}
    assert rows["KAZ"]["last_contact"] == date(2021, 3, 4)
