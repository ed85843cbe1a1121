"""The demonstration: forum, sources, office-holders and documents from a folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction

from kopri.site.base.models import Forum
from kopri.site.base.multilingual import Multilingual
from kopri.site.record import engine
from kopri.site.record.models import Document, Rights, Source, Visibility
from kopri.site.record.services.documents import add_file
from kopri.site.record.services.people import hold_known_posts
from kopri.site.record.services.sources import add_source


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file: the document, or why it was refused."""

    name: str
    document: Document | None
    problem: str = ""


@transaction.atomic
def load_forum(folder: Path) -> Forum:
    """The forum of `folder`/forum.yaml in the place of the one there was."""
    data = yaml.safe_load((folder / "forum.yaml").read_text(encoding="utf-8"))
    Forum.objects.all().delete()
    return Forum.objects.create(
        name=Multilingual.parse(data["name"]),
        short_name=Multilingual.parse(data["short_name"] if isinstance(data["short_name"], dict) else {"en": data["short_name"]}),
        home=data["home"],
        members=data["members"],
        areas=data["areas"],
        editions=plain_dates(data["editions"]),
    )


def load_sources(folder: Path, *, by: Any) -> dict[str, Source]:
    """The publishers of `folder`/sources.yaml that are not there yet; gives all by slug."""
    path = folder / "sources.yaml"
    for item in yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []:
        if not Source.objects.filter(slug=item["slug"]).exists():
            add_source(
                slug=item["slug"],
                name=Multilingual.parse(item["name"]),
                kind=item["kind"],
                country=item.get("country") or "",
                reliability=item["reliability"],
                homepage=item.get("homepage") or "",
                invented=item["invented"],
                note=item.get("note") or "",
                by=by,
            )
    return {source.slug: source for source in Source.objects.all()}


def load_documents(folder: Path, sources: dict[str, Source], *, by: Any) -> Iterator[Added]:
    """Every readable file of a folder, one after the other, with what `index.yaml` says of it. A bad file does not stop the rest."""
    index = folder / "index.yaml"
    known = {item["file"]: item for item in yaml.safe_load(index.read_text(encoding="utf-8"))} if index.exists() else {}
    for path in engine.walk([folder]):
        if path.suffix in {".yaml", ".md"}:
            continue
        item = known.get(path.name, {})
        try:
            document = add_file(
                data=path.read_bytes(),
                name=path.name,
                title=item.get("title", ""),
                source=sources.get(item.get("source", "")),
                rights=item.get("rights", Rights.QUOTE),
                licence=item.get("licence", ""),
                published_known=str(item.get("published") or ""),
                visibility=Visibility.PUBLIC,
                by=by,
            )
            yield Added(path.name, document)
        except ValidationError as error:
            yield Added(path.name, None, "; ".join(error.messages))


def load_people() -> int:
    """The office-holders the engine knows, with their terms and their source; gives how many posts there are."""
    source = engine.holders_source()[:300]
    return sum(hold_known_posts(name=h.name, spellings=h.spellings, terms=h.terms, source=source) for h in engine.holders())


def plain_dates(value: Any) -> Any:
    """YAML's dates as ISO strings, so that they go into JSON."""
    if isinstance(value, list):
        return [plain_dates(v) for v in value]
    if isinstance(value, dict):
        return {k: plain_dates(v) for k, v in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else value
