"""Bring the IATI schemas, codelists, mappings and rules of src/kopri/iati/data up to date.

    .venv/bin/python tools/update_iati.py SOURCE --date 2026-06-22

SOURCE holds the files of IATI's repositories as `schemas/2.01 … 2.03`, `codelists` (with mapping.xml), `codelists-nonembedded` and
`rulesets`. Descriptions of codes are left out: those of replicated lists are not under IATI's licence. Afterwards write the versions into
sources.yaml and run tests/iati: they count the cases and mappings.
"""

import argparse
import re
import shutil
from pathlib import Path

from lxml import etree

DATA = Path(__file__).resolve().parents[1] / "src" / "kopri" / "iati" / "data"
SCHEMAS = ("iati-activities-schema.xsd", "iati-organisations-schema.xsd", "iati-common.xsd", "xml.xsd")


def main() -> None:
    """Copy all parts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("source", type=Path, metavar="SOURCE")
    parser.add_argument("--date", required=True, help="of the newest part, as 2026-06-22")
    arguments = parser.parse_args()
    source: Path = arguments.source
    for version in ("2.01", "2.02", "2.03"):
        for name in SCHEMAS:
            copy(source / "schemas" / version / name, DATA / "schemas" / version / name)
    for folder in ("codelists", "codelists-nonembedded"):
        for path in sorted((source / folder / "xml").glob("*.xml")):
            shorten(path, DATA / "codelists" / path.name)
    copy(source / "codelists" / "mapping.xml", DATA / "mapping.xml")
    copy(source / "codelists" / "LICENSE", DATA / "licences" / "codelists-software.txt")
    copy(source / "rulesets" / "rulesets" / "standard.json", DATA / "standard.json")
    copy(source / "rulesets" / "LICENSE", DATA / "licences" / "rulesets.txt")
    sources = DATA / "sources.yaml"
    sources.write_text(re.sub(r"(?m)^date: .*$", f"date: {arguments.date}", sources.read_text(encoding="utf-8"), count=1), encoding="utf-8")


def copy(old: Path, new: Path) -> None:
    """The bytes of a file, writable."""
    new.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(old, new)


def shorten(old: Path, new: Path) -> None:
    """A codelist without the descriptions of its codes."""
    new.parent.mkdir(parents=True, exist_ok=True)
    tree = etree.parse(old, etree.XMLParser(remove_blank_text=True))
    for description in tree.xpath("//codelist-item/description"):
        description.getparent().remove(description)
    tree.write(new, encoding="utf-8", pretty_print=True)


if __name__ == "__main__":
    main()
