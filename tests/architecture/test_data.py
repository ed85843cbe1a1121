"""Data files say where they come from."""

import re
from pathlib import Path

import pytest
import yaml

from tests.architecture.repository import ROOT, SOURCE

FILES = sorted(path for path in SOURCE.rglob("*.yaml") if "data" in path.parts)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def test_there_are_data_files() -> None:
    """The search below finds what it is about."""
    assert len(FILES) >= 10


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_data_file_names_source_and_date(path: Path) -> None:
    """Whoever doubts an entry knows where to look, and how old it is."""
    text = path.read_text(encoding="utf-8")
    head = next(yaml.safe_load_all(text.split("\n---")[0]))
    assert isinstance(head, dict), f"{path.relative_to(ROOT)} is not a map with source and date at its head"
    assert str(head.get("source") or "").strip(), f"{path.relative_to(ROOT)} has no source"
    assert DAY.fullmatch(str(head.get("date"))), f"{path.relative_to(ROOT)} has no date such as 2026-11-21"
    keys = list(head)
    assert set(keys[:2]) == {"source", "date"}, f"{path.relative_to(ROOT)}: source and date stand first"
