"""Data files beside the modules: YAML with `source` and `date` at the head."""

from importlib.resources import files
from typing import Any

import yaml

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """The safe loader, but what looks like a date stays text: dates here keep their precision."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}


def read_data(package: str, name: str) -> dict[str, Any]:
    """The content of `data/NAME` in a package.

    Args:
        package: dotted name, e.g. "kopri.lang".
        name: file name, e.g. "countries.yaml".

    Returns:
        the mapping in the file; dates are ISO strings.

    Raises:
        ValueError: if the file has no `source` or no `date`.
    """
    content = yaml.load(files(package).joinpath("data", name).read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    missing = [field for field in ("source", "date") if not content.get(field)]
    if missing:
        raise ValueError(f"{package}/data/{name}: the head lacks {' and '.join(missing)}; every data file names its source and date")
    return dict(content)
