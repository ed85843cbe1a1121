"""Services on sources: who may, what is refused, what the journal keeps."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.site.record.factories import SourceFactory

from kopri.site.base.multilingual import Multilingual
from kopri.site.record.models import Source
from kopri.site.record.services.sources import add_source, change_source

GAZETTE = {"slug": "river-gazette", "name": Multilingual.of(en="River Gazette"), "kind": "newspaper", "reliability": "C"}


def test_add_source_allowed(officer, journal):
    source = add_source(**GAZETTE, country="KAZ", by=officer)
    assert Source.objects.get() == source
    assert (str(source), source.reliability, source.country) == ("River Gazette", "C", "KAZ")


def test_add_source_refused(company, caplog):
    with pytest.raises(PermissionDenied):
        add_source(**GAZETTE, by=company)
    assert not Source.objects.exists()
    assert f"refused record.manage_source to user {company.pk}" in caplog.text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": Multilingual()}, "name"),
        ({"reliability": "Z"}, "reliability"),
        ({"slug": "no spaces"}, "slug"),
        ({"homepage": "not an address"}, "homepage"),
    ],
)
def test_add_source_invalid(officer, change, field):
    with pytest.raises(ValidationError) as refused:
        add_source(**(GAZETTE | change), by=officer)
    assert field in refused.value.message_dict
    assert not Source.objects.exists()


def test_add_source_logged(officer, journal):
    add_source(**GAZETTE, by=officer)
    assert journal() == [("source.added", officer.pk)]


def test_change_source_allowed(editor):
    source = SourceFactory.create(reliability="C")
    change_source(source=source, reliability="E", by=editor)
    source.refresh_from_db()
    assert source.reliability == "E"


def test_change_source_refused(stranger):
    source = SourceFactory.create(reliability="C")
    with pytest.raises(PermissionDenied):
        change_source(source=source, reliability="A", by=stranger)
    source.refresh_from_db()
    assert source.reliability == "C"


def test_change_source_invalid(editor):
    source = SourceFactory.create()
    with pytest.raises(ValidationError) as refused:
        change_source(source=source, reliability="seven", by=editor)
    assert "reliability" in refused.value.message_dict


def test_change_source_logged(editor, journal):
    change_source(source=SourceFactory.create(), reliability="B", by=editor)
    assert journal() == [("source.changed", editor.pk)]
