"""Names that two packages find besides our own grammars: natasha in Russian, kiwipiepy in Korean. Used only when asked for.

Both are extras (`kopri[ru]`, `kopri[ko]`) with their models in the wheel. What our grammars and the gazetteer found stays; a tagger only
adds people and organisations where nothing else stands.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from kopri.lang.spans import Span
from kopri.reading.page import Mention
from kopri.reading.tongues.korean_words import may_be_given
from kopri.reading.tongues.lexicon import any_of, words

PACKAGES: Final = {"ko": "kiwipiepy", "ru": "natasha"}
_KINDS: Final = {"PER": "person", "ORG": "organisation"}
_PROPER: Final = "NNP"
_TWO: Final = 2
_SHOUTED: Final = re.compile(r"[А-ЯЁ]{4,}")


class ExtraMissingError(RuntimeError):
    """A tagger was asked for whose package is not installed; the message names the package and the extra."""


def available() -> tuple[str, ...]:
    """The languages whose tagger is installed."""
    return tuple(language for language, package in PACKAGES.items() if find_spec(package))


def more_names(text: str, language: str, named: Sequence[Mention]) -> list[Mention]:
    """People and organisations a tagger finds where nothing is named yet.

    Args:
        text: the page.
        language: "ko" or "ru".
        named: the names found without it, in text order.

    Raises:
        ExtraMissingError: if the package of this language is not installed.
    """
    if language not in available():
        package = PACKAGES[language]
        raise ExtraMissingError(f"{package} is not installed: more names in this language need the extra kopri[{language}]")
    taken = [m.span for m in named]
    found = _russian(text) if language == "ru" else _korean(text)
    return [m for m in found if not any(m.span.overlaps(span) for span in taken)]


def _russian(text: str) -> Iterator[Mention]:
    tools = _natasha()
    document = tools["Doc"](text)
    document.segment(tools["segmenter"])
    document.tag_morph(tools["morph"])
    document.tag_ner(tools["ner"])
    for span in document.spans:
        kind = _KINDS.get(span.type)
        if kind == "organisation" or (kind == "person" and " " in span.text):
            span.normalize(tools["vocabulary"])
            place = Span(span.start, span.stop)
            if kind == "person":
                yield Mention(place, "person", span.normal or span.text)
            elif not _SHOUTED.fullmatch(span.text) and span.text.lower() not in _head_nouns():
                yield Mention(place, "organisation", span.normal or span.text)


def _korean(text: str) -> Iterator[Mention]:
    """Runs of proper nouns right before a post: people the grammar of names does not know for such."""
    titles = _titles()
    run: list[Any] = []
    for token in _kiwi().tokenize(text):
        if token.tag == _PROPER and (not run or token.start - (run[-1].start + run[-1].len) <= 1):
            run.append(token)
            continue
        before = run[-1].start + run[-1].len if run else 0
        if run and 0 < token.start - before <= 1 and titles.match(text, token.start) and before - run[0].start > _TWO:
            place = Span(run[0].start, before)
            if all(may_be_given(part) for part in place.of(text).split()):
                yield Mention(place, "person", place.of(text))
        run = []


@cache
def _head_nouns() -> frozenset[str]:
    return frozenset(head["word"] for head in words("ru")["heads"])


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('ko')['titles'])})")


@cache
def _kiwi() -> Any:  # noqa: ANN401, RUF100
    return import_module("kiwipiepy").Kiwi()


@cache
def _natasha() -> dict[str, Any]:
    natasha = import_module("natasha")
    embedding = natasha.NewsEmbedding()
    return {
        "Doc": natasha.Doc,
        "segmenter": natasha.Segmenter(),
        "morph": natasha.NewsMorphTagger(embedding),
        "ner": natasha.NewsNERTagger(embedding),
        "vocabulary": natasha.MorphVocab(),
    }
