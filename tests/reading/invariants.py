"""What holds of every reading of every text, whatever stands in it."""

import json
import re
import time
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from kopri.lang.numbers import NumberMention, find_numbers
from kopri.reading.load import Loaded
from kopri.reading.model import Document, Figure
from kopri.reading.output import document_json, payload_from_json, payload_json
from kopri.reading.page import Page
from kopri.reading.read import open_page, read_document

ISO = re.compile(r"-?\d{1,4}s?|\d{4}-(?:Q[1-4]|H[12]|\d\d(?:-\d\d)?)|ongoing")
# Seconds of processor time a text may take: so much in any case, and so much for each thousand code points. Texts written to be dense
# with dates and amounts take 50 times as long as those people write; what counts is that twice the text takes twice the time.
SECONDS, SECONDS_A_THOUSAND = 1.0, 0.2
WORSE_THAN_LINEAR = 3.0


class BrokenError(AssertionError):
    """Something that must hold of every reading does not."""


def check(text: str) -> Document:
    """Read a text, and look whether all holds.

    Raises:
        BrokenError: saying what does not.
    """
    loaded = Loaded("wild.txt", text, "txt")
    begin = time.process_time()
    document = read_document(loaded)
    seconds = time.process_time() - begin
    first = json.dumps(document_json(document), ensure_ascii=False)
    second = json.dumps(document_json(read_document(loaded)), ensure_ascii=False)
    must(first == second, "two readings of one text differ")
    check_spans(text, json.loads(first))
    check_order(document)
    page = open_page(loaded)
    for statement in document.statements:
        check_payload(page, statement)
    check_time(text, seconds)
    return document


def must(holds: object, says: str) -> None:
    if not holds:
        raise BrokenError(says)


def spans_in(data: Any) -> Iterable[dict[str, Any]]:
    """All places in a reading as JSON."""
    if isinstance(data, dict):
        if "exact" in data:
            yield data
        for value in data.values():
            yield from spans_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from spans_in(value)


def check_spans(text: str, document: dict[str, Any]) -> None:
    """Every place lies in the text, its words are those that stand there, and so is what surrounds it."""
    for span in spans_in(document):
        start, end = span["start"], span["end"]
        must(0 <= start < end <= len(text), f"a place {start}–{end} of a text of {len(text)}")
        must(span["exact"] == text[start:end], f"{start}–{end} is {text[start:end]!r}, not {span['exact']!r}")
        must(text[:start].endswith(span["prefix"]), f"the words before {start} are not {span['prefix']!r}")
        must(text[end:].startswith(span["suffix"]), f"the words after {end} are not {span['suffix']!r}")
    for statement in document["statements"]:
        must(statement["evidence"], f"{statement['type']} {statement['id']} has no evidence")
        for date in (statement["valid"]["start"], statement["valid"]["end"]):
            must(date is None or ISO.fullmatch(date), f"{date!r} is no date")
        must(0 <= statement["confidence"] <= 1, f"confidence {statement['confidence']}")
    known = {statement["id"] for statement in document["statements"]}
    for warning in document["warnings"]:
        must(known.issuperset(warning["statements"]), f"{warning['code']} names a statement that is not there")
        must(warning["evidence"], f"{warning['code']} has no evidence")


def check_order(document: Document) -> None:
    """Segments stand one after the other; statements are in text order, each identity once."""
    end = 0
    for segment in document.segments:
        must(segment.span.start >= end, f"segment {segment.span} begins before the one before it ends")
        end = segment.span.end
    must(end <= len(document.text), "a segment ends beyond the text")
    starts = [s.evidence[0].start for s in document.statements]
    must(starts == sorted(starts), "statements are not in text order")
    ids = [s.id for s in document.statements]
    must(len(set(ids)) == len(ids), "two statements have one id")


def check_payload(page: Page, statement: Any) -> None:
    """A payload comes back from its JSON; a figure's value parses out of its surface."""
    payload = statement.payload
    written = json.loads(json.dumps(payload_json(page.text, payload)))
    must(payload_from_json(statement.type, written) == payload, f"{statement.type} {written} does not come back from its JSON")
    if isinstance(payload, Figure):
        must(reparses(page, payload), f"{payload.value} {payload.unit} does not parse out of {payload.surface.of(page.text)!r}")


def reparses(page: Page, figure: Figure) -> bool:
    """Whether the number grammar finds the value at the surface, alone or in its place (of "5 to 7 million" both have the scale)."""
    surface = figure.surface.of(page.text)
    alone = find_numbers(surface, page.language)
    here = [n for n in page.numbers if n.span.overlaps(figure.surface)]
    numbers = [*alone, *here]
    return any(value_of(figure, n) for n in numbers) or (figure.unit == "percent" and is_share(figure.value, [n.value for n in numbers]))


def value_of(figure: Figure, number: NumberMention) -> bool:
    """Whether a figure has the value of a number, of its bare digits, or counted ("30 dozen")."""
    for value in (number.value, number.number):
        if value == figure.value or (value and figure.value % value == 0 and figure.value / value in FACTORS):
            return True
    return False


def is_share(percent: Decimal, numbers: list[Decimal]) -> bool:
    """Whether a percentage is a share in words: "a third" (a fraction, or one of the ordinal), "two of three"."""
    shares = [*numbers, *(a / b for a in (Decimal(1), *numbers) for b in numbers if b)]
    return any(round(100 * share, 2) == percent for share in shares)


FACTORS = {Decimal(n) for n in (10, 12, 20, 100, 1000, 10_000, 10**6, 10**8, 10**9, 10**12)}


def check_time(text: str, seconds: float) -> None:
    """Not worse than linear: if a text takes long, twice the text must not take much more than twice as long."""
    if seconds <= SECONDS + SECONDS_A_THOUSAND * len(text) / 1000:
        return
    once, twice = (best_time(text * times) for times in (1, 2))
    must(twice / max(once, 0.01) <= WORSE_THAN_LINEAR, f"{len(text)} code points take {once:.2f} s, twice as many {twice:.2f} s")
    must(once <= 5 * (SECONDS + SECONDS_A_THOUSAND * len(text) / 1000), f"{len(text)} code points take {once:.1f} s")


def best_time(text: str) -> float:
    """The better of two, so that a pause of the machine is no finding."""
    times = []
    for _ in range(2):
        begin = time.process_time()
        read_document(Loaded("wild.txt", text, "txt"))
        times.append(time.process_time() - begin)
    return min(times)
