"""Statements that a language model proposes: what to ask, what of the answer is kept, and why the rest is dropped.

Pure: the network call is made by the site's worker or the command line (`kopri.llm`). A proposal is kept only if its quote stands in the
text letter for letter and once, and every value can be read out of that quote by the same grammars the rules use.
"""

from kopri.reading.propose.answers import BadAnswerError, parse_answer
from kopri.reading.propose.asking import Piece, pieces_of, prompt_version, system_words, user_words
from kopri.reading.propose.keeping import DROPPED, Outcome, keep

__all__ = [
    "DROPPED",
    "BadAnswerError",
    "Outcome",
    "Piece",
    "keep",
    "parse_answer",
    "pieces_of",
    "prompt_version",
    "system_words",
    "user_words",
]
