"""The clause in which a number stands: as much of the sentence as speaks of it."""

import re
from bisect import bisect_right
from typing import Final

from kopri.lang.spans import Span

BORDER: Final = re.compile(
    r";\s|:\s|—|\s[–-]\s|,\s(?=(?:and|but|or|so|which|who|where|while|whereas|up|down|nearly|almost|compared|as|though|although|because|half\sthe|twice\sthe)\s|(?!includ)[a-z]+ing\b)"
    r"|\s(?=(?:while|whereas|but|although|though|because)\s)|\s(?=and\s(?:then\s|also\s)?(?:[a-z]+ed|went|gave|made|took|fell|rose|grew|plans?|intends?|aims?|wants?|hopes?|expects?|will|is|are|has|have)\s)"
    r"|\s(?=and\s(?:they|he|she|it|we)\s)"
    r"|,\s(?=(?:[a-z-]+\s){1,2}of\s(?:them|which|whom)\b)"
    r"|,\s(?=followed\sby\s)"
    r"|\s(?=(?:adding|saying|noting)\s)"
)


def clauses(text: str, sentence: Span, border: re.Pattern[str] = BORDER) -> list[Span]:
    """The clauses of a sentence, one after the other, together the whole of it."""
    cuts = [
        m.end() if m.group().strip() and not m.group().startswith(" ") else m.start()
        for m in border.finditer(text, sentence.start, sentence.end)
    ]
    ends = [c for c in dict.fromkeys(cuts) if sentence.start < c < sentence.end]
    return [Span(a, b) for a, b in zip([sentence.start, *ends], [*ends, sentence.end], strict=True)]


def holds(said: str, cues: tuple[str, ...]) -> bool:
    """Whether a text holds any of the cues without which a slower pattern cannot match; a loop, as it is asked of every figure."""
    for cue in cues:  # noqa: SIM110 - a generator takes twice the time
        if cue in said:
            return True
    return False


def clause_at(parts: list[Span], offset: int) -> Span:
    """The clause that holds `offset`."""
    return parts[max(0, bisect_right([p.start for p in parts], offset) - 1)]
