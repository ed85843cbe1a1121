"""The engine's word lists and tables: YAML files under `data/`, each with its source and date, loaded once."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load_data(name: str) -> dict[str, Any]:
    """The data file `data/NAME.yaml`.

    Raises:
        FileNotFoundError: if there is none.
        ValueError: if it does not say where its content is from, and when it was gathered.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded = yaml.load(files(__package__).joinpath("data", f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    missing = {"source", "date"} - set(loaded)
    if missing:
        raise ValueError(f"data/{name}.yaml has no {' and no '.join(sorted(missing))} at its head")
    return dict(loaded)


def any_of(patterns: Iterable[str]) -> str:
    """One pattern that matches where any of `patterns` does; a leading (?i) holds for its own pattern only."""
    return "|".join(f"(?i:{p[4:]})" if p.startswith("(?i)") else f"(?:{p})" for p in patterns)


def any_word(words: Iterable[str]) -> str:
    """A pattern for any of the plain words or phrases, longest first; a space stands for any run of white space."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w).replace("\\ ", r"\s+") for w in ordered)
