"""Reports as JSON, in the fixed form of `kopri iati check --format json`, and for a person at a terminal."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from kopri.iati.check import Report
from kopri.iati.compare import Difference
from kopri.iati.coverage import Coverage
from kopri.iati.findings import Finding

Json = dict[str, Any]
MOST_LINES: Final = 20


def check_json(reports: Sequence[Report]) -> Json:
    """All findings of all files."""
    return {"files": [report_json(report) for report in reports]}


def report_json(report: Report) -> Json:
    """All findings of one file."""
    return {
        "path": report.path,
        "valid": report.valid,
        "rules_ok": report.rules_ok,
        "codes_ok": report.codes_ok,
        "schema": [{"line": fault.line, "message": fault.message} for fault in report.schema],
        "rules": [asdict(finding) for finding in report.rules],
        "codelists": [asdict(finding) for finding in report.codelists],
    }


def check_table(reports: Sequence[Report]) -> str:
    """A block for each file: verdicts, then what to change, the same rule gathered."""
    return "\n\n".join(_block(report) for report in reports)


def compare_json(differences: Sequence[Difference]) -> Json:
    """What `kopri iati compare` prints."""
    return {"activities": [asdict(difference) for difference in differences]}


def compare_table(differences: Sequence[Difference]) -> str:
    """A block for each activity."""
    blocks = []
    for one in differences:
        head = f"{one.what:8} {one.activity}  {one.title}".rstrip()
        blocks.append("\n".join([head, *(f"  {change}" for change in one.changes)]))
    return "\n".join(blocks) or "nothing changed"


def coverage_json(found: Sequence[Coverage]) -> Json:
    """What `kopri iati coverage` prints."""
    return {"activities": [{**asdict(one), "of": one.of} for one in found]}


def coverage_table(found: Sequence[Coverage]) -> str:
    """A line for each activity, then the mean."""
    lines = [f"{len(one.filled):3} of {one.of}  {one.activity}  lacks {', '.join(one.empty) or 'nothing'}" for one in found]
    if found:
        lines.append(f"mean {sum(len(one.filled) for one in found) / len(found):.1f} of {found[0].of} over {len(found)}")
    return "\n".join(lines) or "there is no activity"


def _block(report: Report) -> str:
    name = {"activities": "activity", "organisations": "organisation"}[report.kind]
    noun = name if report.records == 1 else report.kind
    verdict = f"schema {_yes(report.valid)}, rules {_yes(report.rules_ok)}, codes {_yes(report.codes_ok)}"
    lines = [f"{report.path}  {report.records} {noun}, version {report.version or '?'}: {verdict}"]
    lines += [f"  line {fault.line:6}  schema   {fault.message}" for fault in report.schema[:MOST_LINES]]
    if len(report.schema) > MOST_LINES:
        lines.append(f"  … and {len(report.schema) - MOST_LINES} more places that break the schema")
    for findings in (report.rules, report.codelists):
        lines += _gathered(findings)
    return "\n".join(lines)


def _gathered(findings: Sequence[Finding]) -> list[str]:
    often = Counter(finding.id for finding in findings)
    first = {finding.id: finding for finding in reversed(findings)}
    lines = []
    for number, count in often.items():
        finding = first[number]
        more = f" (and {count - 1} more)" if count > 1 else ""
        lines.append(f"  line {finding.line:6}  {finding.severity:7}  {number}  {finding.activity}: {finding.message}{more}")
    return lines


def _yes(holds: bool) -> str:
    return "ok" if holds else "NOT ok"
