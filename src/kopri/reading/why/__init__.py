"""Why a statement was read: which rule, from which words, on which date, how sure, and what warns of it (`kopri read --why`).

Nothing is recorded while a document is read. The page is opened again, and for each field the place is looked up that the rules take
it from: the clause, the sentence, the article. What is not found there is said to be worked out, never made up.
"""

from kopri.reading.why.choosing import NotOneError, choose
from kopri.reading.why.explaining import Why, explain, rule_of
from kopri.reading.why.output import why_json, why_table
from kopri.reading.why.trace import Trace

__all__ = ["NotOneError", "Trace", "Why", "choose", "explain", "rule_of", "why_json", "why_table"]
