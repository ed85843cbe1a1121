"""How good the engine is on labelled cases (`kopri read --evaluate`). The form of a case stands in `docs/use/read.md`."""

from kopri.reading.evaluate.cases import FORMAT, Case, CaseError, Label, parse_cases
from kopri.reading.evaluate.output import evaluation_json, evaluation_table
from kopri.reading.evaluate.scoring import Evaluation, Miss, Tally, evaluate

__all__ = [
    "FORMAT",
    "Case",
    "CaseError",
    "Evaluation",
    "Label",
    "Miss",
    "Tally",
    "evaluate",
    "evaluation_json",
    "evaluation_table",
    "parse_cases",
]
