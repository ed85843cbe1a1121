"""Services on reports of lead bodies: asked for, drafted, sent, returned, verified, published."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kopri.site.accounts.models import Organisation, User
from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require
from kopri.site.programme.due import interval_of
from kopri.site.programme.history import snapshot, write_change
from kopri.site.programme.link_holder import journal_detail
from kopri.site.programme.models import Commitment, Milestone, Report, ReportLine, Visibility
from kopri.site.programme.querysets.reports import led_things
from kopri.site.programme.report_language import language_for
from kopri.site.programme.report_lines import check_line, check_whole, noun_of, thing_of, way
from kopri.site.programme.report_table import read_filled
from kopri.site.programme.services.commitments import move_commitment
from kopri.site.programme.services.evidence import add_evidence
from kopri.site.programme.services.milestones import move_milestone
from kopri.site.programme.services.moving import check_move, fresh
from kopri.site.programme.tasks import send_returned

AFTER_THE_PERIOD: Final = timedelta(days=15)
WRITABLE: Final = frozenset({Report.State.DUE, Report.State.RETURNED})
OF_A_LINE: Final = ("state", "text", "actual", "evidence_url")


@transaction.atomic
def open_reports(*, period: str, by: Any) -> list[Report]:
    """Ask every body that leads an open commitment or milestone for its report: one each, a line for each thing it leads.

    A body that was asked for this period keeps its report; things it has come to lead since are added while it is not sent.

    Args:
        period: a month, quarter, half-year or year, as "2026-Q3"; due 15 days after its end.
        by: who acts.

    Raises:
        PermissionDenied: if `by` does not keep the register.
        ValidationError: if the period is malformed.
    """
    require(by, "programme.check_report")
    due_on = _end_of(period) + AFTER_THE_PERIOD
    opened = []
    for body_id, things in led_things().items():
        body = Organisation.objects.get(pk=body_id)
        found, new = Report.objects.get_or_create(body=body, period=period, defaults={"due_on": due_on, "language": language_for(body)})
        if found.state in WRITABLE:
            _prepare_lines(found, things)
        if new:
            write_journal("report.opened", found, by=by, period=period, body=body.pk)
            opened.append(found)
    return opened


def _end_of(period: str) -> Any:
    try:
        return interval_of(period).end
    except ValidationError as error:
        raise ValidationError({"period": error.messages}) from error


def _prepare_lines(report: Report, things: list[Commitment | Milestone]) -> None:
    for thing in things:
        about: dict[str, Any] = {"milestone" if isinstance(thing, Milestone) else "commitment": thing}
        ReportLine.objects.get_or_create(report=report, **about)


@transaction.atomic
def save_draft(*, report: Report, text: str, lines: Mapping[int, Mapping[str, str]], by: Any) -> Report:
    """Keep what was written so far; nothing is sent.

    Args:
        report: the report, due or returned.
        text: what the body says in general.
        lines: by the number of the line its `state`, `text`, `actual`, `evidence_url`.
        by: the body, the desk, or the holder of a link.

    Raises:
        PermissionDenied: if `by` may not write this report.
        ValidationError: if it was sent, a line is not its own, or malformed; keys of lines are "line-NUMBER".
    """
    require(by, "programme.write_report", report)
    report = fresh(report)
    _check_writable(report)
    own = {line.pk: line for line in report.lines.select_related("commitment", "milestone")}
    foreign = sorted(set(lines) - set(own))
    if foreign:
        raise ValidationError({"lines": _("Line %(number)d does not belong to this report.") % {"number": foreign[0]}})
    changed = [own[number] for number in lines]
    for line in changed:
        for name in OF_A_LINE:
            setattr(line, name, lines[line.pk].get(name, getattr(line, name)).strip())
    _check_lines(changed, check_line)
    ReportLine.objects.bulk_update(changed, OF_A_LINE)
    report.text, report.draft_saved_at = text.strip(), timezone.now()
    report.save(update_fields=["text", "draft_saved_at"])
    write_journal("report.drafted", report, by=by, lines=len(changed), **journal_detail(by))
    return report


@transaction.atomic
def take_in_table(*, report: Report, content: bytes, by: Any) -> Report:
    """Keep a report's table that came back as its draft; it is sent only when somebody has looked it over and sends it.

    Raises:
        PermissionDenied: if `by` may not write this report.
        ValidationError: if the report was sent, or under "file" what is wrong with the table, by sheet, row and column.
    """
    require(by, "programme.write_report", report)
    _check_writable(report)
    filled = read_filled(report, content)
    write_journal("report.table_taken_in", report, by=by, lines=len(filled.lines), **journal_detail(by))
    return save_draft(report=report, text=filled.text, lines=filled.lines, by=by)


@transaction.atomic
def submit_report(*, report: Report, by: Any) -> Report:
    """Send a report to the secretariat; it gets the number of its receipt.

    Raises:
        PermissionDenied: if `by` may not write this report.
        ValidationError: if it was sent already, says nothing, or a line lacks what its state needs; keys of lines are "line-NUMBER".
    """
    require(by, "programme.write_report", report)
    report = fresh(report)
    _check_writable(report)
    check_move("report", report, Report.State.SUBMITTED, by=by, given={})
    lines = list(report.lines.select_related("commitment", "milestone"))
    if not report.text and not any(line.state or line.text for line in lines):
        raise ValidationError({"text": _("The report says nothing yet: tell of at least one line, or write a few words in general.")})
    _check_lines(lines, check_whole)
    before = snapshot(report)
    report.state, report.submitted_at = Report.State.SUBMITTED, timezone.now()
    report.submitted_by = by if isinstance(by, User) else None
    report.receipt = f"{report.period}-{secrets.token_hex(4).upper()}"
    report.save(update_fields=["state", "submitted_at", "submitted_by", "receipt"])
    write_change("report.submitted", report, before, by=by, **journal_detail(by))
    return report


def _check_writable(report: Report) -> None:
    if report.state not in WRITABLE:
        raise ValidationError(
            {"state": _("This report was sent already (receipt %(receipt)s): it is %(state)s.") % _told(report)},
        )


def _told(report: Report) -> dict[str, str]:
    return {"receipt": report.receipt, "state": str(report.get_state_display())}


def _check_lines(lines: list[ReportLine], check: Any) -> None:
    wrong: dict[str, list[str]] = {}
    for line in lines:
        try:
            check(line)
        except ValidationError as error:
            wrong[f"line-{line.pk}"] = [f"{thing_of(line)}: {words}" for words in error.messages]
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def return_report(*, report: Report, reason: str, by: Any) -> Report:
    """Give a report back to its body, with the reason; it may be written again. A letter tells the body.

    Raises:
        PermissionDenied: if `by` does not keep the register.
        ValidationError: if it was not sent, is published, or no reason is given.
    """
    require(by, "programme.check_report", report)
    report = fresh(report)
    check_move("report", report, Report.State.RETURNED, by=by, given={"reason": reason.strip()})
    before = snapshot(report)
    report.state, report.returned_why = Report.State.RETURNED, reason.strip()
    report.save(update_fields=["state", "returned_why"])
    write_change("report.returned", report, before, by=by)
    send_returned.enqueue(report.pk)
    return report


@transaction.atomic
def verify_report(*, report: Report, by: Any) -> Report:
    """Take a report as right: what it says is applied to its commitments and milestones, with the evidence; all of it or nothing.

    Raises:
        PermissionDenied: if `by` does not keep the register.
        ValidationError: if it was not sent, or something has moved since so that a line no longer fits; keys are "line-NUMBER".
    """
    require(by, "programme.check_report", report)
    report = fresh(report)
    check_move("report", report, Report.State.VERIFIED, by=by, given={})
    lines = list(report.lines.select_related("commitment", "milestone"))
    _check_lines(lines, check_whole)
    for line in lines:
        _apply(line, report, by)
    before = snapshot(report)
    report.state = Report.State.VERIFIED
    report.save(update_fields=["state"])
    write_change("report.verified", report, before, by=by)
    return report


def _apply(line: ReportLine, report: Report, by: Any) -> None:
    thing, noun = thing_of(line), noun_of(line)
    if line.evidence_url and not thing.evidence.filter(report=report, url=line.evidence_url).exists():
        title = _("Report of %(body)s, %(period)s") % {"body": report.body, "period": report.period}
        found: dict[str, Any] = {"url": line.evidence_url, "date": line.actual, "visibility": thing.visibility, noun: thing}
        add_evidence(title=title, report=report, by=by, **found)
    steps = way(noun, thing.state, line.state) if line.state else ()
    for step in steps or ():
        reason = line.text[:500] if "reason" in step.needs else ""
        if isinstance(thing, Milestone):
            thing = move_milestone(milestone=thing, state=step.target, actual=line.actual, reason=reason, by=by)
        else:
            thing = move_commitment(commitment=thing, state=step.target, reason=reason, by=by)
    if not steps and (line.state or line.text):
        _note_told(thing, report, by)


def _note_told(thing: Commitment | Milestone, report: Report, by: Any) -> None:
    """Something was said of it, so it is not stalled."""
    thing = fresh(thing)
    before = snapshot(thing)
    thing.moved_at = timezone.now()
    thing.save(update_fields=["moved_at"])
    write_change(f"{thing._meta.model_name}.reported", thing, before, by=by, report=report.pk)  # noqa: SLF001


@transaction.atomic
def publish_report(*, report: Report, by: Any) -> Report:
    """Let everybody read a report that was verified.

    Raises:
        PermissionDenied: if `by` does not keep the register.
        ValidationError: if it was not verified.
    """
    require(by, "programme.check_report", report)
    report = fresh(report)
    check_move("report", report, Report.State.PUBLISHED, by=by, given={})
    before = snapshot(report)
    report.state, report.visibility = Report.State.PUBLISHED, Visibility.PUBLIC
    report.save(update_fields=["state", "visibility"])
    write_change("report.published", report, before, by=by)
    return report
