"""What a reader must know before trusting a document: one file for each family of signs, all listed here."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from kopri.reading.model import Statement, TextWarning
from kopri.reading.page import Page
from kopri.reading.warnings import arithmetic, chronology, frame, holders, periods, shape, voice

Check = Callable[[Page, Sequence[Statement]], Iterable[TextWarning]]

CHECKS: Final[tuple[Check, ...]] = (
    holders.role_holder_conflict,
    holders.role_date_mismatch,
    frame.assistant_residue,
    frame.aggregator_boilerplate,
    frame.page_furniture,
    frame.unofficial_translation,
    frame.source_not_linked,
    frame.author_unfit,
    frame.byline_mismatch,
    shape.multi_article_page,
    shape.off_topic_segment,
    shape.duplicate_text,
    shape.collapsed_table,
    shape.truncated_table,
    shape.low_fact_density,
    chronology.order_of_dates,
    chronology.weekday_of_date,
    chronology.days_of_a_visit,
    chronology.proposal_in_the_past,
    periods.year_not_stated,
    periods.missing_base_period,
    periods.undated_vague_event,
    periods.basis_shift,
    periods.stock_vs_flow,
    arithmetic.ratios,
    arithmetic.growth,
    arithmetic.sums,
    arithmetic.lists_of_countries,
    arithmetic.anniversaries,
    voice.opinion,
    voice.country_name_variant,
)


def find_warnings(page: Page, statements: Sequence[Statement]) -> list[TextWarning]:
    """All warnings of a document.

    Args:
        page: the document, dated.
        statements: what was read from it.

    Returns:
        warnings in text order of their first evidence; each holds the spans that prove it.
    """
    found = [warning for check in CHECKS for warning in check(page, statements)]
    return sorted(dict.fromkeys(found), key=lambda w: (w.evidence[0].start, w.code))
