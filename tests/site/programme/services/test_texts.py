"""Adopted texts and contacts: paragraphs by language with their drift, what each does, who met when."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kopri.site.accounts.querysets import today
from kopri.site.base.models import JournalEntry
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.contact_calendar import pairs_of, told_of
from kopri.site.programme.coverage import coverage_of, coverage_words
from kopri.site.programme.models import AdoptedText, Contact, Paragraph, ParagraphVersion
from kopri.site.programme.services.contacts import add_contact, change_contact, identify_contact
from kopri.site.programme.services.texts import (
    add_text,
    add_version,
    change_text,
    classify_paragraph,
    mark_compared,
    move_text,
    set_paragraph,
)
from tests.site.programme.factories import CommitmentFactory, ContactFactory, ParagraphFactory, TextFactory
from tests.site.record.factories import DocumentFactory, EventFactory, FigureFactory

pytestmark = pytest.mark.django_db
TITLE = Multilingual.of(en="Declaration")
NUMBERED = "Declaration\n\n1. The sides plant trees.\n2. The sides thank the host.\n"


def drift(paragraph):
    """Languages that wait to be compared."""
    return set(paragraph.versions.filter(compared=False).values_list("language", flat=True))


def test_add_text_allowed(officer):
    assert add_text(title=TITLE, kind="declaration", date="2025-05", by=officer).state == "draft"


def test_add_text_refused(ministry):
    with pytest.raises(PermissionDenied):
        add_text(title=TITLE, kind="declaration", by=ministry)


def test_add_text_invalid(officer):
    for fields in ({"title": Multilingual()}, {"kind": ""}):
        with pytest.raises(ValidationError):
            add_text(**({"title": TITLE, "kind": "declaration"} | fields), by=officer)
    assert not AdoptedText.objects.exists()


def test_add_text_logged(officer, journal):
    add_text(title=TITLE, kind="declaration", by=officer)
    assert journal() == [("text.added", officer.pk)]


def test_change_text_allowed(officer):
    assert change_text(text=TextFactory.create(), title=TITLE, by=officer).title == TITLE


def test_change_text_refused(ministry):
    with pytest.raises(PermissionDenied):
        change_text(text=TextFactory.create(), title=TITLE, by=ministry)


def test_change_text_invalid(officer):
    for changes in ({"state": "draft"}, {"title": Multilingual()}):
        with pytest.raises(ValidationError):
            change_text(text=TextFactory.create(), by=officer, **changes)


def test_change_text_logged(officer, journal):
    change_text(text=TextFactory.create(), title=TITLE, by=officer)
    assert journal() == [("text.changed", officer.pk)]


def test_add_version_allowed(officer):
    text = TextFactory.create()
    add_version(text=text, document=DocumentFactory.create(text=NUMBERED, language="en"), by=officer)
    add_version(
        text=text, document=DocumentFactory.create(text="1. 양측은 나무를 심는다.\n2. 주최국에 감사한다.\n", language="ko"), by=officer
    )
    found = [[(v.language, v.words) for v in p.versions.all()] for p in text.paragraphs.all()]
    assert found[0] == [("en", "The sides plant trees."), ("ko", "양측은 나무를 심는다.")]


def test_add_version_refused(ministry):
    with pytest.raises(PermissionDenied):
        add_version(text=TextFactory.create(), document=DocumentFactory.create(text=NUMBERED), by=ministry)


def test_add_version_invalid(officer):
    text = TextFactory.create()
    add_version(text=text, document=DocumentFactory.create(text=NUMBERED), by=officer)
    there_already, without_language = {"text": f"{NUMBERED}3. End.\n"}, {"text": f"{NUMBERED}\n", "language": ""}
    for fields in (there_already, without_language, {"language": "ru", "text": "No numbers here."}):
        with pytest.raises(ValidationError):
            add_version(text=text, document=DocumentFactory.create(**fields), by=officer)
    assert text.versions.count() == 1


def test_add_version_logged(officer, journal):
    add_version(text=TextFactory.create(), document=DocumentFactory.create(text=NUMBERED), by=officer)
    assert journal() == [("text.version_added", officer.pk)]


def test_set_paragraph_allowed_and_flags_the_languages_that_did_not_change(officer):
    paragraph = ParagraphFactory.create()
    set_paragraph(text=paragraph.text, number=paragraph.number, words={"en": "The parties train doctors."}, by=officer)
    assert drift(paragraph) == {"ko"}
    set_paragraph(text=paragraph.text, number=paragraph.number, words={"ko": "양측은 의사를 훈련한다."}, by=officer)
    assert drift(paragraph) == set(), "the one that was flagged was brought in line"


def test_set_paragraph_a_further_language_flags_nothing(officer):
    paragraph = ParagraphFactory.create()
    set_paragraph(text=paragraph.text, number=paragraph.number, words={"ru": "Стороны обучают инженеров.", "en": ""}, by=officer)
    assert drift(paragraph) == set()
    assert set(paragraph.text.versions.values_list("language", flat=True)) == {"en", "ko", "ru"}
    assert paragraph.versions.get(language="en").words == "The parties train engineers."


def test_set_paragraph_refused(ministry):
    with pytest.raises(PermissionDenied):
        set_paragraph(text=TextFactory.create(), number="1", words={"en": "Words"}, by=ministry)


def test_set_paragraph_invalid(officer):
    for number, words in (("", {"en": "Words"}), ("1", {"en": " "})):
        with pytest.raises(ValidationError):
            set_paragraph(text=TextFactory.create(), number=number, words=words, by=officer)
    assert not Paragraph.objects.exists()


def test_set_paragraph_logged(officer, journal):
    set_paragraph(text=TextFactory.create(), number="1", words={"en": "Words"}, by=officer)
    assert journal() == [("paragraph.changed", officer.pk)]


def test_mark_compared_allowed(officer):
    paragraph = ParagraphFactory.create()
    paragraph.versions.filter(language="ko").update(compared=False)
    mark_compared(version=paragraph.versions.get(language="ko"), by=officer)
    assert drift(paragraph) == set()


def test_mark_compared_refused(ministry):
    with pytest.raises(PermissionDenied):
        mark_compared(version=ParagraphFactory.create().versions.first(), by=ministry)


def test_mark_compared_logged(officer, journal):
    mark_compared(version=ParagraphFactory.create().versions.first(), by=officer)
    assert journal() == [("paragraph.compared", officer.pk)]


def test_classify_paragraph_allowed(officer):
    found = classify_paragraph(paragraph=ParagraphFactory.create(), effect="neither", reason="gives thanks", by=officer)
    assert (found.effect, found.reason) == ("neither", "gives thanks")


def test_classify_paragraph_refused(member):
    with pytest.raises(PermissionDenied):
        classify_paragraph(paragraph=ParagraphFactory.create(), effect="promises", by=member)


def test_classify_paragraph_invalid(officer):
    paragraph = ParagraphFactory.create()
    CommitmentFactory.create().paragraphs.add(paragraph)
    for effect, reason in (("maybe", ""), ("neither", " "), ("neither", "gives thanks")):
        with pytest.raises(ValidationError):
            classify_paragraph(paragraph=paragraph, effect=effect, reason=reason, by=officer)
    assert Paragraph.objects.get().effect == ""


def test_classify_paragraph_logged(officer, journal):
    classify_paragraph(paragraph=ParagraphFactory.create(), effect="decides", by=officer)
    assert journal() == [("paragraph.classified", officer.pk)]


def test_move_text_allowed(officer):
    assert move_text(text=TextFactory.create(state="draft"), state="adopted", by=officer).state == "adopted"


def test_move_text_refused(ministry):
    with pytest.raises(PermissionDenied):
        move_text(text=TextFactory.create(state="draft"), state="adopted", by=ministry)


def test_move_text_invalid(officer):
    text = TextFactory.create()
    for state in ("draft", "withdrawn"):
        with pytest.raises(ValidationError):
            move_text(text=text, state=state, by=officer)
    assert AdoptedText.objects.get().state == "adopted"


def test_move_text_logged(officer):
    move_text(text=TextFactory.create(state="draft"), state="adopted", by=officer)
    assert JournalEntry.objects.get().detail["changes"] == {"state": ["draft", "adopted"]}


def test_coverage_counts_what_nobody_answers_for():
    text = TextFactory.create()
    led, alone, _unsaid = (ParagraphFactory.create(text=text, effect=effect) for effect in ("promises", "promises", ""))
    ParagraphFactory.create(text=text, effect="neither", reason="gives thanks")
    CommitmentFactory.create().paragraphs.add(led)
    CommitmentFactory.create(lead=None).paragraphs.add(alone)
    found = coverage_of(text.paragraphs.with_owner())
    assert (found.total, found.promises, found.neither, found.unsaid, found.without_owner) == (4, 2, 1, 1, 2)
    assert coverage_words(found) == "2 of 4 paragraphs have no owner"
    assert text.paragraphs.without_owner().count() == 2


def test_words_of_a_document_of_quotes_only_are_shown_where_something_rests_on_them(officer, visitor):
    text = TextFactory.create()
    add_version(text=text, document=DocumentFactory.create(text=NUMBERED, rights="quote"), by=officer)
    CommitmentFactory.create().paragraphs.add(text.paragraphs.get(number="1"))
    assert [v.words for v in ParagraphVersion.objects.visible_to(visitor)] == ["The sides plant trees."]
    assert ParagraphVersion.objects.visible_to(officer).count() == 2


VISIT = {"kind": "visit", "countries": ["KOR", "KAZ"], "title": TITLE, "date": "2025-05"}


def test_add_contact_allowed(officer):
    made = add_contact(**VISIT, by=officer)
    assert (made.date_from.isoformat(), made.date_until.isoformat()) == ("2025-05-01", "2025-05-31")


def test_add_contact_refused(ministry):
    with pytest.raises(PermissionDenied):
        add_contact(**VISIT, by=ministry)


def test_add_contact_invalid(officer):
    ahead = (today() + timedelta(days=400)).isoformat()
    for fields in ({"countries": ["KOR"]}, {"countries": ["KOR", "XX"]}, {"date": "soon"}, {"title": Multilingual()}, {"date": ahead}):
        with pytest.raises(ValidationError):
            add_contact(**(VISIT | fields), by=officer)
    assert not Contact.objects.exists()


def test_add_contact_logged(officer, journal):
    add_contact(**VISIT, by=officer)
    assert journal() == [("contact.added", officer.pk)]


def test_change_contact_allowed(officer):
    assert change_contact(contact=ContactFactory.create(), date="2024-Q2", by=officer).date_until.isoformat() == "2024-06-30"


def test_change_contact_refused(ministry):
    with pytest.raises(PermissionDenied):
        change_contact(contact=ContactFactory.create(), date="2024", by=ministry)


def test_change_contact_invalid(officer):
    with pytest.raises(ValidationError):
        change_contact(contact=ContactFactory.create(), countries=["KOR"], by=officer)


def test_change_contact_logged(officer, journal):
    change_contact(contact=ContactFactory.create(), state="cancelled", by=officer)
    assert journal() == [("contact.changed", officer.pk)]


def test_identify_contact_allowed(officer):
    statement = EventFactory.create()
    made = identify_contact(statement=statement, by=officer)
    assert (made.statement, made.countries) == (statement, ["KAZ", "KOR"])
    assert made.date == statement.valid["start"]


def test_identify_contact_refused(ministry):
    with pytest.raises(PermissionDenied):
        identify_contact(statement=EventFactory.create(), by=ministry)


def test_identify_contact_invalid(officer):
    twice = EventFactory.create()
    identify_contact(statement=twice, by=officer)
    for statement in (twice, FigureFactory.create(), EventFactory.create(state="rejected")):
        with pytest.raises(ValidationError):
            identify_contact(statement=statement, by=officer)
    assert Contact.objects.count() == 1


def test_the_calendar_tells_the_last_contact_the_time_since_and_what_is_agreed_next():
    day = today()
    old, new, ahead = (
        ContactFactory.create(date=(day + timedelta(days=n)).isoformat(), state=state)
        for n, state in ((-900, "held"), (-70, "held"), (30, "agreed"))
    )
    forgotten = ContactFactory.create(date=(day - timedelta(days=10)).isoformat(), state="agreed")
    told = told_of([old, new, ahead, forgotten], day)
    assert (told.last, told.since, told.following, told.unconfirmed, told.held) == (new, "2 months ago", ahead, (forgotten,), 2)


def test_pairs_that_never_met_stand_first():
    pairs = pairs_of([ContactFactory.create()], today(), ["KOR", "KAZ", "UZB"], "KOR")
    assert [(pair.one, pair.other) for pair in pairs] == [("KOR", "UZB"), ("KAZ", "KOR")]
