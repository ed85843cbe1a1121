"""Tokens of links are masked wherever they might get into a log."""

import logging
import re
from typing import Final

TOKEN: Final = re.compile(r"kr_[A-Za-z0-9_-]{8,}")
MASK: Final = "kr_…"


class MaskTokens(logging.Filter):
    """Puts a mask in the place of every token of a record's words."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes."""
        words = record.getMessage()
        if TOKEN.search(words):
            record.msg, record.args = TOKEN.sub(MASK, words), ()
        return True
