"""Copies are recognised, and support nothing."""

import pytest
from tests.site.record.factories import SourceFactory

from kopri.site.record.models import Document
from kopri.site.record.services.documents import add_text
from kopri.site.record.services.duplicates import recognise_duplicate

RELEASE = """\
The ministry said on 3 March 2023 that trade between Korea and Kazakhstan reached $5.01 billion in 2022.
Exports of vehicles and machines grew most, it said, while imports of metals and fuel stood where they had been a year before.
The two sides agreed to expand cooperation in energy, to open a second direct train for goods, and to meet again in the autumn.
Companies of both countries will present their plans in June.
"""
OTHER = """\
Analysts see Kazakhstan's trade with Korea at $5.01 billion in 2022. They name cars, phones and cosmetics among what sold best,
and warn that freight through the ports of the Caspian Sea remains slow, dear and hard to plan for the small firms that would
like to sell abroad.
"""


@pytest.fixture
def add(officer, django_capture_on_commit_callbacks):
    """Puts a text into the register and has it read."""

    def add(text: str, title: str) -> Document:
        with django_capture_on_commit_callbacks(execute=True):
            document = add_text(text=text, title=title, by=officer)
        document.refresh_from_db()
        return document

    return add


def test_a_shortened_copy_is_marked(add):
    first = add(RELEASE, "Trade grows")
    copy = add("From our agency. " + RELEASE.rsplit(".\n", 2)[0] + ".", "Trade up, says ministry")
    assert copy.duplicate_of == first
    assert copy.duplicate_why.endswith("%")
    assert first.duplicate_of is None


def test_the_better_source_is_the_original(add):
    first = add("From our agency. " + RELEASE, "Trade up, says ministry")
    first.source = SourceFactory.create(reliability="D")
    first.save()
    release = add(RELEASE, "Trade grows")
    release.source = SourceFactory.create(reliability="B")
    release.save()
    recognise_duplicate(release)
    first.refresh_from_db()
    release.refresh_from_db()
    assert (first.duplicate_of, release.duplicate_of) == (release, None)


def test_another_text_on_the_same_subject_is_not(add):
    add(RELEASE, "Trade grows")
    other = add(OTHER, "A look at trade")
    assert other.duplicate_of is None


def test_a_copy_supports_nothing(add):
    first = add(RELEASE, "Trade grows")
    add("From our agency. " + RELEASE, "Trade up, says ministry")
    assert not first.statements.get(measure="bilateral_trade").relations.exists()
