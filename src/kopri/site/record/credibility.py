"""How credible a statement is and why, in the reader's words. The rule is the engine's (`kopri.reading.credibility`)."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from kopri.site.record.models import Credibility, Statement
from kopri.site.record.warning_codes import warning_label

# Each reason without a number or a name in it; the others are worded below.
PLAIN: Final[dict[str, str | Promise]] = {
    "no_publisher": _l("nobody knows who published it"),
    "quoted": _l("somebody is quoted; the publisher does not say it itself"),
    "not_yet": _l("planned or expected, not yet come about"),
    "not_judged": _l("a recommendation is neither true nor false"),
}
CODES: Final = (
    *PLAIN,
    "grade",
    "warning_caps",
    "warning_lowers",
    "supported",
    "spoken_for",
    "contradicted",
    "outvoted",
    "contradicted_by_worse",
)


def credibility_label(level: int | None) -> str:
    """A level in words: "2: probably true"; empty while it has not been worked out."""
    return str(Credibility(level).label) if level else ""


def reasons_of(statement: Statement) -> list[str]:
    """What the level follows from, each in a few words."""
    return [reason_words(code, what, count) for code, what, count in statement.credibility_reasons]


def credibility_text(statement: Statement) -> str:
    """Level and reasons in a line; empty while it has not been worked out."""
    label = credibility_label(statement.credibility)
    reasons = "; ".join(reasons_of(statement))
    return _("%(level)s (%(reasons)s)") % {"level": label, "reasons": reasons} if label and reasons else label


def reason_words(code: str, what: str, count: int) -> str:
    """One reason."""
    if code in PLAIN:
        return str(PLAIN[code])
    if code == "grade":
        return _("source of grade %(grade)s") % {"grade": what}
    if code in {"warning_caps", "warning_lowers"}:
        return _("warning: %(warning)s") % {"warning": warning_label(what)}
    return publishers(code, count) % {"count": count, "grades": ", ".join(what)}


def publishers(code: str, count: int) -> str:
    """What other publishers do to a statement, to be filled with their number and grades."""
    match code:
        case "supported" | "spoken_for":
            return ngettext(
                "%(count)d other publisher says the same (grade %(grades)s)",
                "%(count)d other publishers say the same (grades %(grades)s)",
                count,
            )
        case "outvoted":
            return ngettext(
                "%(count)d other publisher contradicts it (grade %(grades)s), more say the same",
                "%(count)d other publishers contradict it (grades %(grades)s), more say the same",
                count,
            )
        case "contradicted_by_worse":
            return ngettext(
                "%(count)d other publisher of a lower grade contradicts it (grade %(grades)s)",
                "%(count)d other publishers of lower grades contradict it (grades %(grades)s)",
                count,
            )
    return ngettext(
        "%(count)d other publisher contradicts it (grade %(grades)s)", "%(count)d other publishers contradict it (grades %(grades)s)", count
    )
