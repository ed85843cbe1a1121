"""One shard of an archive: a Parquet file of documents in, a file of readings and a manifest out.

Same input and engine, same bytes, whoever runs it. Files are written beside their place and moved there when whole, the manifest last,
so a shard is either done or not begun.
"""

import datetime as dt
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

import kopri
from kopri.reading.load import Loaded
from kopri.reading.output import document_json
from kopri.reading.read import read_document
from kopri.reading.relevance import why_filtered
from kopri.reading.statements import ENGINE_VERSION

FORMAT: Final = "kopri-shard/1"
COLUMNS: Final = ("id", "text", "url", "publisher", "published")
NEEDED: Final = ("id", "text")
BATCH: Final = 256
BLOCK: Final = 1 << 20

Json = dict[str, Any]
Tell = Callable[[int], None]


class ShardError(Exception):
    """A shard that cannot be read at all; the message names the file, what is wrong and what would be right."""


class _Writable(Protocol):
    def write(self, data: bytes, /) -> object: ...


@dataclass
class Tally:
    """What became of the documents of a shard."""

    read: int = 0
    kept: int = 0
    filtered: Counter[str] = field(default_factory=Counter)
    failures: list[Json] = field(default_factory=list)

    def json(self) -> Json:
        """The counts of the manifest."""
        filtered = {reason: self.filtered[reason] for reason in ("language", "parties")}
        return {"read": self.read, "filtered": filtered, "kept": self.kept, "failed": len(self.failures)}


def read_shard(path: Path, folder: Path, tell: Tell | None = None) -> Json:
    """Read one shard, unless its manifest says that this was done with the same input by the same engine.

    Args:
        path: a Parquet file with the columns id and text and, if known, url, publisher and published (ISO).
        folder: where NAME.jsonl.gz and NAME.manifest.json go; NAME is the name of the file without .parquet.
        tell: called with the number of documents done since the last call.

    Returns:
        the manifest.

    Raises:
        ShardError: if the file is no Parquet file, lacks a column, or the package pyarrow is absent.
    """
    rows = count_rows(path)
    digest = sha256_of(path)
    done = finished(path, folder, digest)
    if done is not None:
        if tell:
            tell(rows)
        return done
    target = folder / f"{path.stem}.jsonl.gz"
    part = folder / f".{target.name}.part"
    with part.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=raw, mtime=0) as file:
        tally = _read_rows(path, file, tell)
    part.replace(target)
    manifest: Json = {
        "format": FORMAT,
        "engine": engine_version(),
        "in": {"name": path.name, "sha256": digest},
        "out": {"name": target.name, "sha256": sha256_of(target)},
        "counts": tally.json(),
        "failures": tally.failures,
    }
    place = _manifest_place(path, folder)
    part = folder / f".{place.name}.part"
    part.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(place)
    return manifest


def finished(path: Path, folder: Path, digest: str) -> Json | None:
    """The manifest of a shard that this engine has read already from the same input, if its output is whole."""
    place, target = _manifest_place(path, folder), folder / f"{path.stem}.jsonl.gz"
    if not (place.exists() and target.exists()):
        return None
    try:
        manifest: Json = json.loads(place.read_text(encoding="utf-8"))
        same = (manifest["engine"], manifest["in"]["sha256"], manifest["out"]["sha256"])
    except (ValueError, LookupError, TypeError):
        return None
    return manifest if same == (engine_version(), digest, sha256_of(target)) else None


def _manifest_place(path: Path, folder: Path) -> Path:
    return folder / f"{path.stem}.manifest.json"


@cache
def engine_version() -> str:
    """Version of kopri and of the rules, and the beginning of the hash of all the engine is made of: a changed rule is another engine."""
    home = Path(kopri.__file__).parent
    parts = hashlib.sha256()
    for room in ("lang", "reading"):
        for file in sorted((home / room).rglob("*")):
            if file.suffix in {".py", ".yaml"}:
                parts.update(f"{file.relative_to(home).as_posix()}\0".encode() + file.read_bytes() + b"\0")
    return f"{kopri.__version__}/{ENGINE_VERSION}+{parts.hexdigest()[:12]}"


def sha256_of(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def count_rows(path: Path) -> int:
    """How many documents a shard has.

    Raises:
        ShardError: as `read_shard`.
    """
    return int(_open(path).metadata.num_rows)


def _read_rows(path: Path, file: _Writable, tell: Tell | None) -> Tally:
    tally = Tally()
    for row in _rows(path):
        try:
            line = _read_row(row, tally)
        except Exception as error:  # noqa: BLE001 – whatever a document does to the engine, the others go on
            tally.failures.append({"row": tally.read, "id": _text(row["id"]), "reason": f"{type(error).__name__}: {error}"})
            line = None
        tally.read += 1
        if line is not None:
            tally.kept += 1
            file.write(line)
        if tell:
            tell(1)
    return tally


def _read_row(row: Mapping[str, Any], tally: Tally) -> bytes | None:
    """A document as a line of the output, or None if the filter leaves it out."""
    identity, text, published = _text(row["id"]), row["text"], _text(row.get("published"))
    if identity is None or not isinstance(text, str):
        raise ValueError("the id is missing" if identity is None else "the text is missing or no text")
    if published is not None:
        dt.date.fromisoformat(f"{published}-01-01"[:10])
    reason = why_filtered(text)
    if reason is not None:
        tally.filtered[reason] += 1
        return None
    document = read_document(Loaded(path=identity, text=text, format="parquet", published=published))
    known = {"id": identity, "url": _text(row.get("url")), "publisher": _text(row.get("publisher"))}
    return json.dumps({**known, **document_json(document)}, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _text(value: object) -> str | None:
    """A cell as text; days and times as ISO days."""
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    return None if value is None or value == "" else str(value)


def _rows(path: Path) -> Iterator[Json]:
    file = _open(path)
    columns = [name for name in COLUMNS if name in file.schema_arrow.names]
    for batch in file.iter_batches(batch_size=BATCH, columns=columns, use_threads=False):
        yield from batch.to_pylist()


def _open(path: Path) -> Any:  # noqa: ANN401, RUF100
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise ShardError("reading Parquet files needs the package pyarrow: pip install 'kopri[archive]'") from error
    try:
        file = ParquetFile(path)
    except (OSError, ArrowException) as error:
        raise ShardError(f"{path}: this is no Parquet file that can be read ({error})") from error
    absent = [name for name in NEEDED if name not in file.schema_arrow.names]
    if absent:
        raise ShardError(f"{path}: there is no column {absent[0]!r}; the columns are {', '.join(file.schema_arrow.names)}")
    return file
