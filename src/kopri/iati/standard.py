"""The standard as data: schemas, codelists, which element takes which codelist, rules."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from typing import Any

from lxml import etree

from kopri.iati.model import VERSIONS, Kind
from kopri.lang.datafile import read_data

NEWEST = VERSIONS[-1]


@dataclass(frozen=True, slots=True)
class Codelist:
    """A list of codes: its names by code in English, and whether no other code may be used."""

    name: str
    names: dict[str, str]
    complete: bool


@dataclass(frozen=True, slots=True)
class Mapping:
    """Where a codelist holds: the XPath of an attribute or text, and a condition on the element it belongs to."""

    path: str
    codelist: str
    condition: str | None


def folder() -> Traversable:
    """Where the data lies."""
    return files("kopri.iati").joinpath("data")


@cache
def schema(version: str, kind: Kind) -> Any:
    """The XML Schema of a version; of the newest where the version is none we know."""
    with as_file(folder().joinpath("schemas")) as path:
        return etree.XMLSchema(etree.parse(path / (version if version in VERSIONS else NEWEST) / f"iati-{kind}-schema.xsd"))


@cache
def codelist(name: str) -> Codelist:
    """A codelist by its name.

    Raises:
        KeyError: if there is no such codelist.
    """
    file = folder().joinpath("codelists", f"{name}.xml")
    if not file.is_file():
        raise KeyError(name)
    root: Any = etree.fromstring(file.read_bytes())
    names = {item.findtext("code").strip(): (item.findtext("name/narrative") or "").strip() for item in root.iter("codelist-item")}
    return Codelist(name, names, root.get("complete") == "1")


@cache
def mappings() -> tuple[Mapping, ...]:
    """Every place at which a code of a list stands."""
    root: Any = etree.fromstring(folder().joinpath("mapping.xml").read_bytes())
    return tuple(Mapping(m.findtext("path"), m.find("codelist").get("ref"), m.findtext("condition")) for m in root.iter("mapping"))


@cache
def ruleset() -> dict[str, Any]:
    """The official rules, `standard.json`."""
    rules: dict[str, Any] = json.loads(folder().joinpath("standard.json").read_text(encoding="utf-8"))
    return rules


@cache
def registration_agencies() -> frozenset[str]:
    """The prefixes an organisation identifier may begin with, such as `KR-BRN`."""
    return frozenset(codelist("OrganisationRegistrationAgency").names)


@cache
def publishers() -> frozenset[str]:
    """Identifiers known to be registered."""
    own = read_data("kopri.iati", "publishers.yaml")["identifiers"]
    return frozenset(own) | frozenset(codelist("OrganisationIdentifier").names) | frozenset(codelist("IATIOrganisationIdentifier").names)
