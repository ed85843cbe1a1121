"""The lines of a page, each with its kind. A line is cut in two where a writing machine's own words begin in it."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Final

from kopri.reading.datafiles import Rules, any_of, load_data
from kopri.reading.model import SegmentKind
from kopri.reading.tables import collapsed_tables, is_row

LINE: Final = re.compile(r"[^\r\n\u2028\u2029\f\v\x85]+")
LETTER: Final = re.compile(r"[^\W\d_]")
PAGER_WORD: Final = r"(?:prev(?:ious)?|next|first|last|[«‹<›»>]{1,2}|이전|다음|назад|вперед)"
PAGER: Final = re.compile(
    rf"(?:{PAGER_WORD}[\s|·-]{{1,4}})?\d{{1,3}}(?:[\s|·,-]{{1,5}}\d{{1,3}}){{2,60}}(?:[\s|·.-]{{1,5}}{PAGER_WORD})?", re.IGNORECASE
)
DAY_ROW: Final = re.compile(r"[\d\s]{1,60}")
MONTH_YEAR: Final = re.compile(r"(?:[^\W\d_]{3,10}\s(?:19|20)\d\d|(?:19|20)\d\d년\s?\d{1,2}월)")
ENDED: Final = re.compile(r"[.!?。…:;,]['\"”’»)\]]*$")
NAME_LINE: Final = re.compile(r"[A-Z][\w’'.-]{1,20}(?:\s[A-Z][\w’'.-]{0,20}){1,3}")
BULLET: Final = re.compile(r"(?:[•◦°*·▪▫‣○●□■◆◇▲△▶▷※✓–—-]|\d{1,3}[.)]|[a-zа-я][.)]|[가-하][.)]|[①-⑳])\s+")
SCRIPTS: Final = {"hangul": re.compile(r"[가-힣]"), "cyrillic": re.compile(r"[А-Яа-яЁёҐ-ӿ]"), "latin": re.compile(r"[A-Za-z]")}
BYLINE_LABEL: Final = re.compile(r"(?i:(?:staff )?(?:journalist|reporter|writer|correspondent|author|by)s?|[\w.+-]{1,64}@[\w.-]{1,100})")
SENTENCE_END: Final = re.compile(r"[.!?:][\"”’]?(?=\s)")
LONG_LINE: Final = 600


@dataclass(slots=True)
class Line:
    """A line without the white space around it. `table` is the number of its table, or -1; `gap`: an empty line stands above."""

    number: int
    start: int
    end: int
    kind: SegmentKind = "article"
    heading: bool = False
    table: int = -1
    gap: bool = True


@cache
def _furniture_words() -> frozenset[str]:
    lists = load_data("page_parts")["furniture_lines"].values()
    return frozenset(str(word) for words in lists for word in words)


@cache
def page_pattern(name: str) -> re.Pattern[str]:
    """A pattern, or any of a list of patterns, of `data/page_parts.yaml`."""
    data = load_data("page_parts")
    patterns = data[name]
    return re.compile(any_of(patterns) if isinstance(patterns, list) else patterns)


@cache
def page_rules(name: str) -> Rules:
    """The rules of one list of `data/page_parts.yaml`: "boilerplate", "boilerplate/aggregator", "assistant_residue", "captions"."""
    found = load_data("page_parts")
    for part in name.split("/"):
        found = found[part]
    return Rules.of([rule for group in found.values() for rule in group] if isinstance(found, dict) else found)


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(load_data("page_parts")["weekday_headers"])


def cut_lines(text: str) -> list[Line]:
    """All lines with something in them, in order, each with its kind."""
    lines = _split(text)
    words = [text[line.start : line.end] for line in lines]
    _mark_single_lines(lines, words, text.lower())
    _mark_calendars(lines, words)
    _mark_tables(lines, words)
    _mark_menus(lines, words)
    _mark_other_script(lines, words)
    _mark_author_boxes(lines, words)
    for line, said in zip(lines, words, strict=True):
        line.heading = line.kind == "article" and is_heading(said)
    return lines


def is_heading(words: str) -> bool:
    """Whether a line reads like a heading: short, opens like one, ends without a full stop."""
    if len(words) > 160 or ENDED.search(words) or BULLET.match(words) or not LETTER.search(words):
        return False
    first = words.lstrip("#'\"“‘«[(<【 ")[:1]
    return bool(first) and not first.islower()


def _split(text: str) -> list[Line]:
    residue = page_rules("assistant_residue").pattern_for(text.lower())
    lines: list[Line] = []
    before = 0
    for found in LINE.finditer(text):
        start, end = found.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        gap = text.count("\n", before, start) > 1 or text.count("\r", before, start) > 1
        before = end
        for kind, piece in _pieces(text, start, end, residue):
            lines.append(Line(len(lines), *piece, kind=kind, gap=gap))
            gap = False
    return lines


def _pieces(text: str, start: int, end: int, residue: re.Pattern[str] | None) -> list[tuple[SegmentKind, tuple[int, int]]]:
    """A line, cut where a writing machine speaks: to the end of the line, or of the sentence in a long one."""
    cut = residue.search(text, start, end) if residue else None
    if cut is None:
        return [("article", (start, end))]
    stop = end
    if end - cut.end() > LONG_LINE:
        sentence = SENTENCE_END.search(text, cut.end(), end)
        stop = sentence.end() if sentence else end
    before = start + len(text[start : cut.start()].rstrip())
    after = end - len(text[stop:end].lstrip())
    pieces: list[tuple[SegmentKind, tuple[int, int]]] = [
        ("article", (start, before)),
        ("boilerplate", (cut.start(), stop)),
        ("article", (after, end)),
    ]
    return [(kind, piece) for kind, piece in pieces if piece[0] < piece[1]]


def _mark_single_lines(lines: list[Line], words: list[str], lowered: str) -> None:
    boilerplate, captions = page_rules("boilerplate").within(lowered), page_rules("captions").within(lowered)
    for line, said in zip(lines, words, strict=True):
        if line.kind == "article" and len(said) <= 3 * LONG_LINE:
            line.kind = _kind_of(said, boilerplate, captions)


def _kind_of(said: str, boilerplate: Rules, captions: Rules) -> SegmentKind:
    if len(said) <= LONG_LINE and (_is_label_of_page(said) or _is_filler(said) or page_pattern("furniture_patterns").fullmatch(said)):
        return "furniture"
    lowered = said.lower()
    rules = boilerplate.pattern_for(lowered)
    if rules and rules.search(said):
        return "boilerplate"
    caption = captions.pattern_for(lowered) if len(said) <= LONG_LINE else None
    return "caption" if caption and caption.search(said) else "article"


def _is_label_of_page(said: str) -> bool:
    return len(said) <= 40 and said.strip(" :*·|[]()<>»«›-#").casefold() in _furniture_words()


def _is_filler(said: str) -> bool:
    """No words at all: rules, symbols, page numbers. A row of figures in a table is not meant."""
    if "\t" in said or (said.count("|") >= 2 and "-" in said):
        return False
    if PAGER.fullmatch(said):
        return True
    if LETTER.search(said):
        return False
    digits = sum(c.isdigit() for c in said)
    return digits == 0 or (digits <= 3 and len(said) <= 5)


def _mark_calendars(lines: list[Line], words: list[str]) -> None:
    for at, said in enumerate(words):
        if len(said) > 40 or re.sub(r"[\s|.,]+", "", said).casefold() not in _weekdays():
            continue
        lines[at].kind = "furniture"
        if at and MONTH_YEAR.fullmatch(words[at - 1]):
            lines[at - 1].kind = "furniture"
        for row in range(at + 1, min(at + 50, len(lines))):
            if not DAY_ROW.fullmatch(words[row]):
                break
            lines[row].kind = "furniture"


def _mark_tables(lines: list[Line], words: list[str]) -> None:
    number = 0
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].kind == "article" and is_row(words[end]) and (end == at or not lines[end].gap):
            end += 1
        if end - at >= 2 or (end - at == 1 and words[at].count("\t") >= 2):
            for line in lines[at:end]:
                line.kind, line.table = "table", number
            number += 1
        at = max(end, at + 1)
    for first, last in collapsed_tables(words, [line.kind == "article" for line in lines], [line.gap for line in lines]):
        for line in lines[first : last + 1]:
            line.kind, line.table = "table", number
        number += 1


def _mark_menus(lines: list[Line], words: list[str]) -> None:
    """Four and more short labels in a row, above the first paragraph or below the last one."""
    paragraphs = [at for at, said in enumerate(words) if len(said) >= 120 and lines[at].kind == "article"]
    if not paragraphs:
        return
    for span in (range(paragraphs[0]), range(paragraphs[-1] + 1, len(lines))):
        run: list[int] = []
        for at in [*span, -1]:
            if at >= 0 and (lines[at].kind == "furniture" or _is_label(lines[at], words[at])):
                if lines[at].kind == "article":
                    run.append(at)
                continue
            if len(run) >= 4:
                for label in run:
                    lines[label].kind = "furniture"
            run = []


def _is_label(line: Line, said: str) -> bool:
    return (
        line.kind == "article"
        and len(said) <= 24
        and len(said.split()) <= 3
        and not ENDED.search(said)
        and not any(c.isdigit() for c in said)
    )


def _mark_other_script(lines: list[Line], words: list[str]) -> None:
    """Short lines in another script than the page's text are its frame, not its text."""
    counts: Counter[str] = Counter()
    for line, said in zip(lines, words, strict=True):
        if line.kind == "article" and len(said) > 60:
            counts[script_of(said)] += len(said)
    if not counts:
        return
    main = counts.most_common(1)[0][0]
    for line, said in zip(lines, words, strict=True):
        if line.kind == "article" and len(said) <= 30 and not ENDED.search(said) and script_of(said) not in {main, "latin", "none"}:
            line.kind = "furniture"


def script_of(words: str) -> str:
    """The script most letters of `words` are in: "latin", "cyrillic", "hangul" or "none"."""
    sample = words[:120]
    counts = {name: len(pattern.findall(sample)) for name, pattern in SCRIPTS.items()}
    counts["hangul"] *= 2
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else "none"


def _mark_author_boxes(lines: list[Line], words: list[str]) -> None:
    """A name with what its owner says of himself, or beside an e-mail address or the word for a reporter."""
    persona = page_pattern("persona")
    for at in range(1, len(lines)):
        pair = lines[at - 1], lines[at]
        if (
            pair[0].kind == pair[1].kind == "article"
            and len(words[at]) <= 200
            and persona.match(words[at])
            and NAME_LINE.fullmatch(words[at - 1])
        ):
            for line in pair:
                line.kind = "furniture"
    for at, line in enumerate(lines):
        beside = [words[n] for n in (at - 1, at + 1) if 0 <= n < len(lines) and lines[n].kind == "furniture"]
        if line.kind == "article" and NAME_LINE.fullmatch(words[at]) and any(BYLINE_LABEL.fullmatch(label) for label in beside):
            line.kind = "furniture"
