"""The open data: a Frictionless Data Package of all that is public, from which an empty site can be built with the same pages."""

import csv
import json
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from kopri.site.base.models import Forum
from kopri.site.base.open_data import cell, columns_of
from kopri.site.base.rebuild import rebuild_from
from kopri.site.base.registry import open_tables
from kopri.site.programme.demo import load_programme
from kopri.site.programme.models import Commitment, Evidence, Project
from kopri.site.record.demo import load_documents, load_forum, load_sources
from kopri.site.record.models import Document, Rights, Statement
from kopri.site.record.services.reading import read_stored
from tests.architecture.repository import ROOT

DEMO = ROOT / "data" / "demo"
READ = ("mofa-17th-forum.txt", "steppe-ambassador-interview.txt", "bukchon-opinion-25-years.txt")
NOT_THE_SAME = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"|>[^<]*</time>')


@pytest.fixture
def site(db, officer, tmp_path) -> None:
    """The demonstration with three documents, one of which may only be quoted."""
    load_forum(DEMO)
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "index.yaml").write_bytes((DEMO / "documents" / "index.yaml").read_bytes())
    for name in READ:
        (folder / name).write_bytes((DEMO / "documents" / name).read_bytes())
    for added in load_documents(folder, load_sources(DEMO, by=officer), by=officer):
        assert added.document is not None
        read_stored(document=Document.objects.get(pk=added.document.pk))
    load_programme(DEMO, by=officer)


@pytest.fixture
def package(site, tmp_path) -> Path:
    """The package of the site."""
    call_command("export_package", "--out", str(tmp_path / "package"))
    return tmp_path / "package"


def rows_of(package: Path, name: str) -> list[dict]:
    """A table of the package."""
    return json.loads((package / "data" / f"{name}.json").read_text(encoding="utf-8"))


class TestPackage:
    def test_it_describes_every_file_and_column(self, package):
        described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
        assert described["licenses"][0]["name"] == "CC-BY-4.0"
        paths = {resource["path"] for resource in described["resources"]}
        assert paths == {f"data/{path.name}" for path in (package / "data").iterdir()}
        commitments = next(r for r in described["resources"] if r["name"] == "programme.commitment-json")
        assert set(rows_of(package, "programme.commitment")[0]) == {field["name"] for field in commitments["schema"]["fields"]}

    def test_csv_holds_the_same_rows_as_json(self, package):
        with (package / "data" / "programme.project.csv").open(encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
        rows = rows_of(package, "programme.project")
        assert [line["reference"] for line in lines] == [row["reference"] for row in rows]
        assert json.loads(lines[0]["title"]) == rows[0]["title"]

    def test_of_a_text_that_may_only_be_quoted_only_the_quotes_go_out(self, package):
        document = Document.objects.get(file_name="bukchon-opinion-25-years.txt")
        (row,) = [row for row in rows_of(package, "record.document") if row["id"] == document.pk]
        assert len(row["text"]) == len(document.text)
        assert document.text not in row["text"]
        for statement in Statement.objects.filter(document=document, state="proposed"):
            for start, end in statement.evidence:
                assert row["text"][start:end] == document.text[start:end]

    def test_what_only_the_desk_sees_stays_in_the_house_and_nothing_points_to_it(self, site, tmp_path):
        hidden = Commitment.objects.filter(evidence__isnull=False).first()
        Commitment.objects.filter(pk=hidden.pk).update(visibility="desk")
        Evidence.objects.filter(commitment=hidden).update(visibility="desk")
        call_command("export_package", "--out", str(tmp_path / "package"))
        assert hidden.pk not in {row["id"] for row in rows_of(tmp_path / "package", "programme.commitment")}
        assert hidden.pk not in {row["commitment_id"] for row in rows_of(tmp_path / "package", "programme.completionscore")}
        assert all(hidden.pk not in row["commitments"] for row in rows_of(tmp_path / "package", "programme.project"))
        assert str(hidden.pk) not in {
            row["target_id"] for row in rows_of(tmp_path / "package", "base.journalentry") if row["target"] == "programme.commitment"
        }

    def test_nobody_who_signs_in_is_in_it(self, package, officer):
        text = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.json"))
        assert officer.email not in text
        columns = {column.name for table in open_tables for column in columns_of(table)}
        assert not columns & {"by_id", "decided_by_id", "added_by_id", "assigned_to_id", "actor", "submitted_by_id", "file"}

    def test_a_folder_that_is_there_is_left_alone(self, package):
        with pytest.raises(CommandError, match="is there already"):
            call_command("export_package", "--out", str(package))


def test_a_cell_that_a_spreadsheet_would_run_is_defused():
    assert cell("=1+1") == "'=1+1"
    assert cell({"en": "a"}) == '{"en": "a"}'
    assert cell(-5) == -5


def public_pages() -> list[str]:
    """Pages of every sort that a visitor can open."""
    statement = Statement.objects.filter(document__rights=Rights.OPEN, type="commitment").earliest("pk")
    document = Document.objects.get(file_name="bukchon-opinion-25-years.txt")
    commitment = Commitment.objects.filter(statements__isnull=False).earliest("pk")
    project = Project.objects.filter(state="closed").earliest("pk")
    return [
        "/",
        "/commitments/",
        f"/commitments/{commitment.reference}/",
        "/projects/",
        f"/projects/{project.reference}/",
        f"/projects/{project.reference}/money/",
        "/plans/action-plan-2025-2027/",
        "/status/",
        "/editions/",
        "/statements/",
        f"/s/{statement.reference}/",
        f"/documents/{document.reference}/",
        "/countries/KAZ/",
        "/pairs/KAZ-KOR/",
        "/contradictions/",
        "/sources/",
    ]


def shown(address: str) -> str:
    """A page as a visitor gets it, without what differs from one request to the next."""
    response = Client().get(address)
    assert response.status_code == 200, address
    return NOT_THE_SAME.sub("", response.content.decode())


def empty_the_database() -> None:
    """As after the first migration. The journal lets nothing be deleted row by row; a whole table can go."""
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False)


@pytest.mark.django_db(transaction=True)
def test_an_empty_site_built_from_the_package_shows_the_same_pages(transactional_db, site, package):
    addresses = public_pages()
    before = {address: shown(address) for address in addresses}
    empty_the_database()
    assert not Forum.objects.exists()
    call_command("rebuild_site", str(package))
    for address in addresses:
        assert shown(address) == before[address], address


@pytest.mark.django_db(transaction=True)
class TestRebuild:
    def test_a_site_with_rows_is_left_as_it_is(self, transactional_db, package):
        with pytest.raises(ValidationError, match="not empty"):
            rebuild_from(package)

    def test_a_package_that_was_changed_is_refused_and_nothing_is_left(self, transactional_db, package):
        empty_the_database()
        path = package / "data" / "programme.project.json"
        path.write_text(path.read_text(encoding="utf-8").replace("closed", "idea"), encoding="utf-8")
        with pytest.raises(ValidationError, match="changed since"):
            rebuild_from(package)
        assert not Forum.objects.exists()

    def test_rows_added_later_get_ids_of_their_own(self, transactional_db, package):
        empty_the_database()
        rebuild_from(package)
        highest = Project.objects.latest("pk").pk
        assert Project.objects.create(title={"en": "New"}).pk > highest


@pytest.mark.django_db
def test_every_model_of_the_programme_is_open_or_named_here_as_not():
    """What is not in the package, and why: reports are the bodies' until they are published, files come from elsewhere."""
    kept_in_the_house = {"Report", "ReportLine", "ReportLink", "Reminder", "ImportedFile", "ImportedRecord"}
    open_ones = {table.rows().model.__name__ for table in open_tables}
    through = {model.__name__ for model in apps.get_app_config("programme").get_models()}
    assert through - open_ones - kept_in_the_house == set()
