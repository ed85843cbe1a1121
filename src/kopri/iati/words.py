"""What the validator says, in words that say what to change."""

import re
from functools import cache

from kopri.lang.datafile import read_data


@cache
def _messages() -> tuple[tuple[re.Pattern[str], str], ...]:
    entries = read_data("kopri.iati", "messages.yaml")["messages"]
    return tuple((re.compile(entry["pattern"], re.DOTALL), entry["words"]) for entry in entries)


def plain(message: str) -> str:
    """A message of the XML Schema validator in plain words; as it is where we have none for it."""
    for pattern, words in _messages():
        found = pattern.fullmatch(message.strip())
        if found:
            return found.expand(words)
    return message.strip()
