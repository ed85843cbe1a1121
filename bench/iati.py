"""What the IATI engine keeps, finds and costs, beside okfn-iati.

    .venv/bin/python bench/iati.py [--write] [--peer PYTHON]

Round trip: every published file through `kopri iati roundtrip`, compared fact by fact (kopri.iati.facts, a parser of its own).
Verdicts: the official schema cases, and the official ruleset over the published files. Speed: the published activity files repeated with
new identifiers to 16 MB, checked and copied by the command line, beside a bare parse with schema. `--peer` is the python of an environment
with okfn-iati installed (XML to CSV and back); its losses are counted kindly: white space around texts and comments are left out.
`--write` puts the table between the marks of docs/engines/iati.md. The files are those of ../shared/data/iati; without them there is
nothing to measure.
"""

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from kopri.iati.check import check_file
from kopri.iati.facts import Fact, facts_of
from kopri.iati.rules import official_rules
from kopri.iati.standard import mappings

HOME = Path(__file__).resolve().parents[1]
DATA = HOME.parent / "shared" / "data" / "iati"
SAMPLES = DATA / "samples"
PAGE = HOME / "docs" / "engines" / "iati.md"
BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
SIZE = 16_000_000
PEER = """
import sys, logging
logging.disable(logging.CRITICAL)
from okfn_iati.multi_csv_converter import IatiMultiCsvConverter
converter = IatiMultiCsvConverter()
sys.exit(not (converter.xml_to_csv_folder(sys.argv[1], sys.argv[2]) and converter.csv_folder_to_xml(sys.argv[2], sys.argv[3], False)))
"""


def published() -> list[Path]:
    return sorted((SAMPLES / "published").glob("*.xml")) + sorted((SAMPLES / "official-example").rglob("*.xml"))


def kopri(*words: object, engine: str = "iati") -> tuple[float, float, int]:
    """Seconds, memory in MB and exit status of a command in a process of its own."""
    command = [sys.executable, "-m", "kopri", engine, *map(str, words)]
    program = (
        "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, done.returncode)"
    )
    begin = time.monotonic()
    done = subprocess.run([sys.executable, "-c", program, *command], capture_output=True, text=True, check=True)
    seconds = time.monotonic() - begin
    memory, status = done.stdout.split()
    return seconds, float(memory), int(status)


def open_site(folder: Path) -> None:
    """An empty site with an administrator, for the commands that go through the database."""
    os.environ |= {"KOPRI_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "kopri.site.settings.demo"}
    for words in (("migrate", "--verbosity", "0"), ("demo_accounts",)):
        subprocess.run([sys.executable, str(HOME / "manage.py"), *words], check=True, capture_output=True)


def kindly(facts: Counter[Fact]) -> Counter[Fact]:
    """Facts as a CSV could keep them: without comments, instructions, prefixes' spelling and white space around texts."""
    kept: Counter[Fact] = Counter()
    for fact, count in facts.items():
        if not fact.path.endswith(("comment()", "/")) and "processing-instruction" not in fact.path:
            kept[Fact(fact.record, fact.path, " ".join(fact.value.split()))] += count
    return kept


def peer_loss(python: str, path: Path, folder: Path) -> str:
    out = folder / "peer.xml"
    out.unlink(missing_ok=True)
    command = [python, "-c", PEER, str(path), str(folder / f"csv-{path.stem}"), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not out.exists():
        return "refuses it"
    before, after = kindly(facts_of(path)), kindly(facts_of(out))
    lost, added = sum((before - after).values()), sum((after - before).values())
    return f"{lost} ({lost / sum(before.values()):.1%}) / {added}"


def round_trips(peer: str | None) -> Iterator[str]:
    yield line("round trip", "facts", "lost / added", "through the database", *(["okfn-iati: lost / added"] if peer else []))
    yield line(*["---"] * (5 if peer else 4))
    with tempfile.TemporaryDirectory() as folder:
        open_site(Path(folder))
        for path in published():
            out = Path(folder) / "out.xml"
            kopri("roundtrip", path, "--out", out)
            before, after = facts_of(path), facts_of(out)
            kopri("import", path, engine="site")
            kopri("export", "iati", "--file", path.name, "--out", out, engine="site")
            cells = [path.name, sum(before.values()), difference(before, after), difference(before, facts_of(out))]
            if peer:
                cells.append("–" if "organisation" in path.name or path.name.startswith("ORG") else peer_loss(peer, path, Path(folder)))
            yield line(*cells)


def difference(before: Counter[Fact], after: Counter[Fact]) -> str:
    return f"{sum((before - after).values())} / {sum((after - before).values())}"


def schema_verdicts() -> str:
    right = seen = 0
    for path in sorted((SAMPLES / "schema-tests").rglob("*.xml")):
        if "registry-tests" in path.parts or etree.parse(path).getroot().tag not in ("iati-activities", "iati-organisations"):
            continue
        seen += 1
        right += check_file(path, now=datetime.now(UTC)).valid is ("should-pass" in path.parts)
    return f"{right} of {seen}"


def rules_found() -> Iterator[str]:
    yield line("rules on published files", "errors", "warnings", "codes off their list", "schema")
    yield line(*["---"] * 5)
    for path in published():
        report = check_file(path, now=datetime.now(UTC))
        found = Counter(finding.severity for finding in report.rules)
        yield line(path.name, found["error"], found["warning"], len(report.codelists), "valid" if report.valid else len(report.schema))


def large(folder: Path) -> Path:
    """The activity files again and again, every activity with an identifier of its own."""
    path = folder / "large.xml"
    texts = [file.read_text(encoding="utf-8") for file in published() if "<iati-activities" in file.read_text(encoding="utf-8")[:3000]]
    records = [record for text in texts[:-1] for record in re.findall(r"<iati-activity[ >].*?</iati-activity>", text, re.DOTALL)]
    size = number = 0
    with path.open("w", encoding="utf-8") as file:
        file.write('<iati-activities version="2.03" xmlns:usg="https://explorer.usaid.gov">\n')
        while size < SIZE:
            record = records[number % len(records)]
            number += 1
            size += file.write(re.sub(r"\s*</iati-identifier>", f"-{number}</iati-identifier>", record, count=1) + "\n")
        file.write("</iati-activities>\n")
    return path


def speeds(peer: str | None) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = large(folder)
        begin = time.monotonic()
        schema = etree.XMLSchema(etree.parse(DATA / "schemas" / "2.03" / "iati-activities-schema.xsd"))
        schema.validate(etree.parse(path))
        bare = time.monotonic() - begin
        yield line(f"{path.stat().st_size / 1e6:.1f} MB", "seconds", "memory, MB", "goal")
        yield line(*["---"] * 4)
        open_site(folder)
        for title, goal, engine, words in (
            ("check: schema, rules, codelists", "≤ 15 s, ≤ 600 MB", "iati", ("check", path, "--format", "json")),
            ("read and written again", "≤ 15 s, ≤ 600 MB", "iati", ("roundtrip", path, "--out", folder / "out.xml")),
            ("into the database, checked", "≤ 30 s, ≤ 600 MB", "site", ("import", path)),
            ("out of the database", "≤ 15 s, ≤ 600 MB", "site", ("export", "iati", "--file", path.name, "--out", folder / "again.xml")),
        ):
            seconds, memory, _ = kopri(*words, engine=engine)
            yield line(title, f"{seconds:.1f}", f"{memory:.0f}", goal)
        before, after, again = facts_of(path), facts_of(folder / "out.xml"), facts_of(folder / "again.xml")
        yield line("bare parse and schema of lxml", f"{bare:.1f}", "–", "–")
        if peer:
            begin = time.monotonic()
            loss = peer_loss(peer, path, folder)
            yield line("okfn-iati: read and written again", f"{time.monotonic() - begin:.1f}", "–", f"lost / added: {loss}")
        yield ""
        yield f"Facts lost / added in the copy: {difference(before, after)}, through the database {difference(before, again)}, of {sum(before.values())}."


def line(*cells: object) -> str:
    return "| " + " | ".join(str(c) for c in cells) + " |"


def machine() -> str:
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text()) if Path("/proc/cpuinfo").exists() else None
    return f"{model.group(1) if model else platform.processor()}, Python {platform.python_version()}"


def write(report: str) -> None:
    """Put the report between the marks of the engine's page."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(f"{page[: page.index(BEGIN)]}{BEGIN}\n{report}\n{page[page.index(END) :]}", encoding="utf-8")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="update docs/engines/iati.md")
    options.add_argument("--peer", metavar="PYTHON", help="python of an environment with okfn-iati")
    chosen = options.parse_args()
    if not SAMPLES.is_dir():
        print("Skipped: the published files (../shared/data/iati) are not here.")
        return 0
    peer = chosen.peer
    note = "" if peer else "okfn-iati was not measured: name the python of an environment that has it with --peer."
    if peer and subprocess.run([peer, "-c", "import okfn_iati"], check=False, capture_output=True).returncode:
        peer, note = None, f"okfn-iati was not measured: {chosen.peer} cannot import it."
    cases = sum(len(context.cases) for context in official_rules())
    verdicts = (
        f"Verdicts of the official schema cases: {schema_verdicts()} right. "
        f"Cases of the official ruleset put to every file: {cases} of 107. Codelist mappings: {len(mappings())} of 124."
    )
    report = "\n".join(
        [
            f"{machine()}; {datetime.now(UTC):%Y-%m-%d}; `python bench/iati.py --write{' --peer PYTHON' if peer else ''}`.",
            "",
            *round_trips(peer),
            "",
            *([note, ""] if note else []),
            verdicts,
            "",
            *rules_found(),
            "",
            *speeds(peer),
        ]
    )
    print(report)
    if chosen.write:
        write(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
