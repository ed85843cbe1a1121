"""An archive is read shard by shard: the same bytes whoever reads, nothing lost when stopped, failures told."""

import gzip
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kopri.cli import main
from kopri.reading import shards
from kopri.reading.executors import how_far, read_archive
from kopri.reading.relevance import names_parties, why_filtered
from kopri.reading.shards import ShardError, read_shard

pa = pytest.importorskip("pyarrow", reason="the extra archive is not installed")
parquet = pytest.importorskip("pyarrow.parquet", reason="the extra archive is not installed")

TRADE = "Trade between Korea and Kazakhstan reached $5.01 billion in 2022, the ministry said. The two sides agreed to expand cooperation."
ELSEWHERE = "Peru and Chile opened a bridge on Monday, the ministry of transport said. It cost $40 million and took three years to build."
FRENCH = (
    "La Corée et le Kazakhstan ont signé un accord de coopération dans le domaine de l’énergie, a annoncé le ministère (Korea, Kazakhstan)."
)


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    columns = {name: [row.get(name) for row in rows] for name in ("id", "text", "url", "publisher", "published")}
    types = [pa.string()] * len(columns)
    parquet.write_table(pa.table(dict(zip(columns, map(pa.array, columns.values(), types), strict=True))), path)
    return path


@pytest.fixture
def archive(tmp_path: Path) -> list[Path]:
    """Three small shards."""
    return [
        write(
            tmp_path / f"part-{n}.parquet",
            [{"id": f"{n}-{i}", "text": f"{TRADE} This is report {i}.", "url": f"https://example.org/{n}/{i}"} for i in range(5)]
            + [{"id": f"{n}-x", "text": ELSEWHERE}],
        )
        for n in range(3)
    ]


def read_all(paths: list[Path], folder: Path, workers: int) -> dict[str, bytes]:
    outcomes = dict(read_archive(paths, folder, "pool", workers, lambda line: None))
    assert not [one for one in outcomes.values() if isinstance(one, ShardError)]
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def lines(path: Path) -> list[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def test_a_shard_gives_readings_and_a_manifest(tmp_path, archive):
    out = tmp_path / "out"
    out.mkdir()
    seen: list[int] = []
    manifest = read_shard(archive[0], out, seen.append)
    assert manifest["counts"] == {"read": 6, "filtered": {"language": 0, "parties": 1}, "kept": 5, "failed": 0}
    assert sum(seen) == 6
    first = lines(out / "part-0.jsonl.gz")[0]
    assert (first["id"], first["url"], first["publisher"]) == ("0-0", "https://example.org/0/0", None)
    assert any(s["type"] == "figure" and s["payload"]["value"] == "5010000000" for s in first["statements"])
    assert json.loads((out / "part-0.manifest.json").read_text()) == manifest
    assert sorted(file.name for file in out.iterdir()) == ["part-0.jsonl.gz", "part-0.manifest.json"]


def test_same_bytes_with_one_and_two_workers(tmp_path, archive):
    assert read_all(archive, tmp_path / "one", 1) == read_all(archive, tmp_path / "two", 2)


def test_what_is_finished_is_not_read_again(tmp_path, archive, monkeypatch):
    out = tmp_path / "out"
    out.mkdir()
    before = read_shard(archive[0], out)
    monkeypatch.setattr(shards, "read_document", lambda loaded: pytest.fail("it was read again"))
    assert read_shard(archive[0], out) == before


@pytest.mark.parametrize("damage", ["input", "output", "engine", "manifest"])
def test_another_input_output_or_engine_is_read_anew(tmp_path, archive, monkeypatch, damage):
    out = tmp_path / "out"
    out.mkdir()
    read_shard(archive[0], out)
    if damage == "input":
        write(archive[0], [{"id": "new", "text": TRADE}])
    elif damage == "output":
        (out / "part-0.jsonl.gz").write_bytes(b"half")
    elif damage == "engine":
        monkeypatch.setattr(shards, "engine_version", lambda: "another")
    else:
        (out / "part-0.manifest.json").write_text("[]")
    manifest = read_shard(archive[0], out)
    assert len(lines(out / "part-0.jsonl.gz")) == manifest["counts"]["kept"]
    assert manifest["engine"] == shards.engine_version()


def test_killed_and_started_again_nothing_is_lost_or_doubled(tmp_path, archive):
    long = write(tmp_path / "long.parquet", [{"id": str(i), "text": f"{TRADE} Number {i}."} for i in range(1_500)])
    paths, out = [*archive, long], tmp_path / "out"
    command = [sys.executable, "-m", "kopri", "read", "--shards", *map(str, paths), "--out", str(out), "--workers", "1"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not (out / ".long.jsonl.gz.part").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    running.kill()
    running.wait()
    assert not (out / "long.jsonl.gz").exists()
    time.sleep(0.5)
    assert read_all(paths, out, 2) == read_all(paths, tmp_path / "at-once", 1)


def test_a_document_that_fails_is_recorded_and_the_rest_goes_on(tmp_path, monkeypatch):
    def read(loaded):
        if loaded.path == "bad":
            raise RecursionError("too deep")
        return original(loaded)

    original = shards.read_document
    monkeypatch.setattr(shards, "read_document", read)
    rows = [
        {"id": "bad", "text": TRADE},
        {"id": "undated", "text": TRADE, "published": "yesterday"},
        {"id": None, "text": TRADE},
        {"id": "empty", "text": None},
        {"id": "good", "text": TRADE, "published": "2023-02"},
    ]
    manifest = read_shard(write(tmp_path / "mixed.parquet", rows), tmp_path)
    assert [(f["row"], f["id"]) for f in manifest["failures"]] == [(0, "bad"), (1, "undated"), (2, None), (3, "empty")]
    assert manifest["failures"][0]["reason"] == "RecursionError: too deep"
    assert manifest["counts"]["failed"] == 4
    (good,) = lines(tmp_path / "mixed.jsonl.gz")
    assert (good["id"], good["published"]["value"]) == ("good", "2023-02")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (TRADE, None),
        (ELSEWHERE, "parties"),
        (FRENCH, "language"),
        ("Korea and the countries of Central Asia will meet in autumn, officials said.", None),
        ("Korea and Japan met on Monday, officials said.", "parties"),
        ("한국과 우즈베키스탄은 에너지 분야 협력을 확대하기로 합의했다고 외교부가 밝혔다.", None),
        ("Korea-Central Asia Cooperation Forum", None),
        ("", "parties"),
    ],
)
def test_only_documents_on_members_in_known_languages_are_read(text, reason):
    assert why_filtered(text) == reason
    assert names_parties(text) == (reason != "parties")


def test_errors_name_the_file_and_what_is_wrong(tmp_path, archive, capsys):
    (tmp_path / "text.parquet").write_text("no parquet")
    parquet.write_table(pa.table({"id": ["1"], "body": ["x"]}), tmp_path / "bare.parquet")
    command = [
        "read",
        "--shards",
        *map(str, [tmp_path / "text.parquet", tmp_path / "bare.parquet", archive[0]]),
        "--out",
        str(tmp_path / "o"),
    ]
    assert main([*command, "--workers", "1"]) == 2
    out, err = capsys.readouterr()
    assert "text.parquet: this is no Parquet file that can be read" in err
    assert "bare.parquet: there is no column 'text'; the columns are id, body" in err
    assert out.strip() == f"{archive[0]}: 6 documents: 5 kept, 1 filtered out, 0 failed"
    assert main(["read", "--shards", str(archive[0])]) == 2
    assert main(["read", "--shards", str(archive[0]), "--out", str(tmp_path), "--workers", "0"]) == 2
    assert main(["read", "--shards", str(archive[0]), str(tmp_path / "other" / archive[0].name), "--out", str(tmp_path)]) == 2
    assert "two shards have this name" in capsys.readouterr().err


def test_ray_is_asked_for_by_its_extra(tmp_path, archive, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    assert main(["read", "--shards", str(archive[0]), "--out", str(tmp_path / "out"), "--executor", "ray"]) == 2
    assert "pip install 'kopri[ray]'" in capsys.readouterr().err


def test_progress_says_rate_and_time_left():
    assert how_far(500, 2_000, 10.0) == "500 of 2,000 documents, 50 a second, 0:00:30 left"
    assert how_far(0, 2_000, 10.0).endswith("unknown time left")
