"""Reports as JSON, in the fixed form of `kopri iati check --format json`, and for a person at a terminal."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from kopri.iati.check import Report
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
        "schema": [asdict(fault) for fault in report.schema],
        "rules": [asdict(finding) for finding in report.rules],
        "codelists": [asdict(finding) for finding in report.codelists],
    }


def check_table(reports: Sequence[Report]) -> str:
    """A block for each file: verdicts, then what to change, the same rule gathered."""
    return "\n\n".join(_block(report) for report in reports)


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
