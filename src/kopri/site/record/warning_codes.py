"""The warnings a document can carry: what each means, in words for a reader."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class WarningCode:
    """A kind of warning: its code, usual severity, name and meaning."""

    code: str
    severity: str
    name: str | Promise
    meaning: str | Promise


CODES: Final = (
    WarningCode(
        "ROLE_HOLDER_CONFLICT",
        "high",
        _("Wrong holder of a post"),
        _("The text gives a post to different people at one time, or to somebody who did not hold it then."),
    ),
    WarningCode(
        "LLM_RESIDUE",
        "high",
        _("Left over from a machine"),
        _("Words that a text-writing machine leaves behind stand in the text: nobody may have read it before it was published."),
    ),
    WarningCode(
        "AGGREGATOR_BOILERPLATE", "high", _("Aggregator page"), _("The page copies others and names no author or source of its own.")
    ),
    WarningCode(
        "PROPOSAL_IN_THE_PAST", "high", _("Plan dated in the past"), _("A proposal gives dates that had passed when it was published.")
    ),
    WarningCode(
        "MULTI_ARTICLE_PAGE",
        "high",
        _("Several articles on one page"),
        _("Different articles stand in one text; facts must not be mixed between them."),
    ),
    WarningCode(
        "CHRONOLOGY",
        "high",
        _("Order of events does not hold"),
        _("The text puts something before or after something else, against the dates it gives itself."),
    ),
    WarningCode(
        "ROLE_DATE_MISMATCH",
        "medium",
        _("Post and date do not fit"),
        _("Somebody is named with a post they did not hold on the date in question."),
    ),
    WarningCode("DUPLICATE_TEXT", "medium", _("Repeated text"), _("A passage stands more than once, or the document repeats another.")),
    WarningCode("TRUNCATED_TABLE", "medium", _("Table cut off"), _("A table breaks off: rows or columns are missing.")),
    WarningCode(
        "COLLAPSED_TABLE",
        "medium",
        _("Table run together"),
        _("The cells of a table ran together in the text; they were told apart again by rules."),
    ),
    WarningCode(
        "SOURCE_NOT_LINKED",
        "medium",
        _("Source not named"),
        _("A figure or report is told at second hand, without saying where it stands."),
    ),
    WarningCode(
        "UNDATED_VAGUE_EVENT", "medium", _("Event without date or place"), _("An event is told so vaguely that it cannot be checked.")
    ),
    WarningCode("LOW_FACT_DENSITY", "medium", _("Hardly any facts"), _("Many words, few that can be checked.")),
    WarningCode(
        "MISSING_BASE_PERIOD", "medium", _("Growth from nowhere"), _("A growth or comparison does not say what it is compared with.")
    ),
    WarningCode(
        "YEAR_NOT_STATED", "medium", _("Year not stated"), _("A date or figure does not say its year; where one is shown, it was inferred.")
    ),
    WarningCode("BASIS_SHIFT", "medium", _("Basis changes"), _("Figures are compared that count different things.")),
    WarningCode("OFF_TOPIC_SEGMENT", "medium", _("Off topic"), _("A part of the page is about something else.")),
    WarningCode(
        "ARITHMETIC",
        "medium",
        _("Arithmetic does not hold"),
        _("A sum, share, growth or anniversary does not follow from the figures beside it."),
    ),
    WarningCode("OPINION", "medium", _("Opinion"), _("The text argues for something; its “should” is nobody's promise.")),
    WarningCode(
        "CROSS_DOC_FIGURE",
        "medium",
        _("Another document says otherwise"),
        _("A figure for the same thing and period stands in another document with another value."),
    ),
    WarningCode("PAGE_FURNITURE", "low", _("Page furniture"), _("Menus, buttons or notices of the page stand in the text.")),
    WarningCode("AUTHOR_UNFIT", "low", _("Author unknown or unfit"), _("No author is named, or one who does not fit the subject.")),
    WarningCode("ARITHMETIC_LOOSE", "low", _("Loose arithmetic"), _("Words such as “nearly triple” stretch the figures beside them.")),
    WarningCode(
        "STOCK_VS_FLOW", "low", _("Stock and flow"), _("A total so far stands beside a figure for one period: they are not to be compared.")
    ),
    WarningCode("BYLINE_MISMATCH", "low", _("Bylines differ"), _("The page names different authors for one text.")),
    WarningCode("UNOFFICIAL_TRANSLATION", "low", _("Unofficial translation"), _("The wording is a translator's, not the speaker's.")),
    WarningCode("COUNTRY_NAME_VARIANT", "low", _("Unusual country name"), _("A country is called by a name that is not its usual one.")),
)

BY_CODE: Final = {code.code: code for code in CODES}


def warning_label(code: str) -> str:
    """The name of a warning; an unknown code is shown in lower case with spaces."""
    return str(BY_CODE[code].name) if code in BY_CODE else code.replace("_", " ").lower()


def warning_meaning(code: str) -> str:
    """What a warning means, in a sentence; empty for an unknown code."""
    return str(BY_CODE[code].meaning) if code in BY_CODE else ""
