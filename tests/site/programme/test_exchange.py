"""IATI files through the database: in to the last fact and out again; our own projects as valid activities of 2.03."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from kopri.iati import typed
from kopri.iati.check import check_file
from kopri.iati.facts import facts_of
from kopri.iati.read import read_dataset
from kopri.site.base.models import JournalEntry
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.models import ImportedFile, ImportedRecord, Project
from kopri.site.programme.publishing import write_activities, write_organisation
from kopri.site.programme.services.imports import import_file, write_file
from tests.iati.samples import BRIDGE, PUBLISHED, activities, needs_shared, write
from tests.site.programme import factories

pytestmark = pytest.mark.django_db

NOTE = '<kr:note xmlns:kr="http://example.org/kr" kr:grade="A">수정</kr:note>'
FOREIGN = BRIDGE.replace("2024001", "2024002").replace("</iati-activity>", f"{NOTE}</iati-activity>")


@pytest.fixture
def korean(tmp_path: Path) -> Path:
    """Two activities in the manner of a Korean publisher, a comment between them, an element of the publisher's own in the second."""
    return write(
        tmp_path, activities(BRIDGE, "<!-- 검토 필요 -->\n", FOREIGN, attributes=' generated-datetime="2025-03-01T09:00:00+09:00"')
    )


class TestImportFile:
    def test_allowed_to_the_officer_and_not_a_fact_is_lost(self, korean, officer, tmp_path):
        file = import_file(path=korean, by=officer)
        write_file(file, tmp_path / "again.xml")
        assert facts_of(tmp_path / "again.xml") == facts_of(korean)
        assert [record.identifier for record in file.records.all()] == ["KR-GOV-010-KR-GOV-051-2024001", "KR-GOV-010-KR-GOV-051-2024002"]
        assert [record.title for record in file.records.all()] == ["Road safety in Kyrgyzstan"] * 2

    @pytest.mark.parametrize("who", ["ministry", "company", "stranger"])
    def test_refused_to_others(self, korean, who, request):
        with pytest.raises(PermissionDenied):
            import_file(path=korean, by=request.getfixturevalue(who))
        assert not ImportedFile.objects.exists()

    def test_invalid_second_time(self, korean, officer):
        import_file(path=korean, by=officer)
        with pytest.raises(ValidationError, match="imported already"):
            import_file(path=korean, by=officer)
        assert ImportedFile.objects.count() == 1

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("<iati-activities version='2.03'><iati-activity>", "not well-formed"),
            ("<!DOCTYPE x [<!ENTITY a 'b'>]><iati-activities version='2.03'/>", "document type declaration"),
            ("<rss/>", "not <iati-activities>"),
        ],
    )
    def test_invalid_file_leaves_nothing_behind(self, text, why, officer, tmp_path):
        with pytest.raises(ValidationError, match=why):
            import_file(path=write(tmp_path, text), by=officer)
        assert not ImportedFile.objects.exists()
        assert not ImportedRecord.objects.exists()

    def test_logged(self, korean, officer):
        file = import_file(path=korean, by=officer)
        entry = JournalEntry.objects.of(file).get()
        assert (entry.verb, entry.actor, entry.detail) == ("file.imported", officer.pk, {"records": 2, "quarantined": 0})

    def test_a_record_at_fault_waits_in_quarantine_and_the_rest_goes_on(self, officer, tmp_path):
        broken = BRIDGE.replace("2024001", "2024003").replace('<activity-status code="2"/>', "")
        nameless = BRIDGE.replace(
            "<iati-identifier>KR-GOV-010-KR-GOV-051-2024001</iati-identifier>", "<iati-identifier> </iati-identifier>"
        )
        path = write(tmp_path, activities(BRIDGE, broken, BRIDGE, nameless))
        file = import_file(path=path, by=officer)
        fine, wrong, twice, unnamed = (record.problem for record in file.records.all())
        assert fine == ""
        assert "activity-status" in wrong
        assert "same identifier" in twice
        assert "no identifier" in unnamed
        write_file(file, tmp_path / "again.xml")
        assert facts_of(tmp_path / "again.xml") == facts_of(path)


@needs_shared
@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_published_files_pass_through_the_database_without_losing_or_gaining_a_fact(path, officer, tmp_path):
    write_file(import_file(path=path, by=officer), tmp_path / "again.xml")
    assert facts_of(tmp_path / "again.xml") == facts_of(path)


@pytest.fixture
def project(db: None) -> Project:
    """A project with all that can stand in an activity."""
    project = factories.ProjectFactory(
        title=Multilingual.of(en="Cold chain", ko="저온 유통", ru="Холодовая цепь"),
        state="implementing",
        planned_start="2026-Q1",
        actual_start=date(2026, 3, 16),
        planned_end="2027-Q4",
        currency="USD",
    )
    project.countries.all().delete()
    project.sectors.all().delete()
    for country in ("UZB", "KAZ", "KGZ"):
        project.countries.create(country=country)
    project.sectors.create(sector="transport", code="21061")
    project.places.create(name=Multilingual.of(en="Samarkand"), country="UZB", latitude=Decimal("39.65400"), longitude=Decimal("66.95900"))
    funder = project.partners.create(name=Multilingual.of(en="Fund of the Two Rivers"), identifier="KR-GOV-051", role=1)
    money = {"currency": "USD", "usd": Decimal(100), "value_date": date(2026, 4, 1)}
    project.budgets.create(value=Decimal("4200000.50"), start=date(2026, 1, 1), end=date(2026, 12, 31), **money)
    project.transactions.create(type="3", value=Decimal(250000), date=date(2026, 4, 1), provider=funder, description="First part", **money)
    project.transactions.create(type="3", value=Decimal("-12.5"), date=date(2026, 5, 1), reason="paid twice", **money)
    indicator = project.results.create(type="1", title=Multilingual.of(en="Stores open")).indicators.create(
        title=Multilingual.of(en="Number of stores"), baseline_year=2025, baseline=Decimal(0)
    )
    indicator.periods.create(start=date(2026, 1, 1), end=date(2026, 12, 31), target=Decimal(3), actual=Decimal(1), state="approved")
    project.commitments.add(factories.CommitmentFactory(title=Multilingual.of(en="Open three cold stores")))
    return project


class TestOwnProjects:
    def test_the_file_is_valid_and_keeps_the_rules(self, project, forum, tmp_path, settings):
        settings.KOPRI_IATI_ORGANISATION = "KR-GOV-010"
        write_activities(tmp_path / "own.xml", user=AnonymousUser())
        report = check_file(tmp_path / "own.xml", now=datetime.now(UTC) + timedelta(minutes=1))
        assert (report.schema, report.rules, report.codelists) == ((), (), ())

    def test_it_says_what_we_know(self, project, forum, tmp_path, settings):
        settings.KOPRI_IATI_ORGANISATION = "KR-GOV-010"
        write_activities(tmp_path / "own.xml", user=AnonymousUser())
        (record,) = read_dataset(tmp_path / "own.xml").records
        assert typed.titles(record) == (("en", "Cold chain"), ("ko", "저온 유통"), ("ru", "Холодовая цепь"))
        assert [(d.type, d.written) for d in typed.dates(record)] == [("1", "2026-01-01"), ("2", "2026-03-16"), ("3", "2027-12-31")]
        assert [(c.code, str(c.percentage)) for c in typed.countries(record)] == [("UZ", "33.33"), ("KZ", "33.33"), ("KG", "33.34")]
        assert [t.amount.written for t in typed.transactions(record) if t.amount] == ["250000", "-12.5"]
        assert typed.transactions(record)[1].descriptions == (("en", "paid twice"),)
        assert typed.budgets(record)[0].amount.written == "4200000.5"
        (commitment,) = project.commitments.all()
        assert [(tag.get("code"), tag.get("vocabulary")) for tag in record.children("tag")] == [(commitment.reference, "99")]

    def test_an_actual_value_goes_out_only_when_it_was_approved(self, project, forum, tmp_path):
        project.results.get().indicators.get().periods.update(state="submitted")
        write_activities(tmp_path / "own.xml", user=AnonymousUser())
        (record,) = read_dataset(tmp_path / "own.xml").records
        (period,) = typed.results(record)[0].indicators[0].periods
        assert [target.written for target in period.targets] == ["3"]
        assert period.actuals == ()

    def test_sectors_of_which_one_has_no_purpose_code_go_out_by_group(self, project, forum, tmp_path, settings):
        settings.KOPRI_IATI_ORGANISATION = "KR-GOV-010"
        project.sectors.create(sector="energy", code="230")
        write_activities(tmp_path / "own.xml", user=AnonymousUser())
        (record,) = read_dataset(tmp_path / "own.xml").records
        assert [(s.code, s.vocabulary, str(s.percentage)) for s in typed.sectors(record)] == [("210", "2", "50"), ("230", "2", "50")]
        assert check_file(tmp_path / "own.xml", now=datetime.now(UTC) + timedelta(minutes=1)).codes_ok

    def test_what_only_the_desk_sees_stays_in_the_house(self, project, forum, tmp_path):
        project.commitments.update(visibility="desk")
        factories.ProjectFactory(visibility="desk")
        write_activities(tmp_path / "own.xml", user=AnonymousUser())
        (record,) = read_dataset(tmp_path / "own.xml").records
        assert not list(record.children("tag"))

    def test_the_number_of_queries_does_not_grow(self, project, forum, tmp_path, django_assert_num_queries):
        for number in (1, 3):
            while Project.objects.count() < number:
                factories.ProjectFactory()
            with django_assert_num_queries(15):
                write_activities(tmp_path / "own.xml", user=AnonymousUser())

    def test_the_organisation_file_is_valid(self, forum, tmp_path, settings):
        settings.KOPRI_IATI_ORGANISATION = "KR-GOV-010"
        write_organisation(tmp_path / "organisation.xml")
        report = check_file(tmp_path / "organisation.xml", now=datetime.now(UTC) + timedelta(minutes=1))
        assert (report.schema, report.rules, report.codelists) == ((), (), ())


class TestCommands:
    def test_a_file_goes_in_and_comes_back(self, korean, administrator, tmp_path, capsys):
        call_command("import_iati", str(korean))
        call_command("export_iati", "--file", "file.xml", "--out", str(tmp_path / "again.xml"))
        assert facts_of(tmp_path / "again.xml") == facts_of(korean)
        assert "2 activities, 0 in quarantine" in capsys.readouterr().out

    def test_one_bad_file_is_named_and_the_others_are_taken_in(self, korean, administrator, tmp_path):
        bad = write(tmp_path, "<rss/>", "bad.xml")
        with pytest.raises(CommandError, match=r"bad\.xml.*iati-activities"):
            call_command("import_iati", str(bad), str(korean))
        assert [file.name for file in ImportedFile.objects.all()] == ["file.xml"]

    def test_an_unknown_name_tells_the_known_ones(self, korean, administrator, tmp_path):
        call_command("import_iati", str(korean))
        with pytest.raises(CommandError, match=r"there are: file\.xml"):
            call_command("export_iati", "--file", "other.xml", "--out", str(tmp_path / "again.xml"))

    def test_without_a_public_project_no_file_is_written(self, forum, tmp_path):
        with pytest.raises(CommandError, match="no public project"):
            call_command("export_iati", "--out", str(tmp_path / "own.xml"))
        assert not (tmp_path / "own.xml").exists()
