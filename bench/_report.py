"""What the benches share: the machine they ran on, lines of a table, and the marks between which a page keeps its results."""

import platform
import re
from collections.abc import Iterable
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
PAGE = HOME / "docs" / "engines" / "reading.md"


def line(*cells: object) -> str:
    return "| " + " | ".join(str(c) for c in cells) + " |"


def head(*cells: object) -> list[str]:
    return [line(*cells), line(*["---"] * len(cells))]


def machine() -> str:
    info = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*:\s*(.+)", info.read_text()) if info.exists() else None
    return f"{model.group(1) if model else platform.processor()}, Python {platform.python_version()}"


def put(name: str, report: str, page: Path = PAGE) -> None:
    """Put a report between the marks `NAME:begin` and `NAME:end` of a page.

    Raises:
        SystemExit: if the page has no such marks.
    """
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    text = page.read_text(encoding="utf-8")
    if begin not in text or end not in text:
        raise SystemExit(f"{page}: there are no marks {begin} and {end}")
    before, rest = text.split(begin, 1)
    page.write_text(f"{before}{begin}\n{report}\n{end}{rest.split(end, 1)[1]}", encoding="utf-8")


def cell(text: object, longest: int = 160) -> str:
    """Text that fits a line of a list: no line breaks, nothing that Markdown takes for a sign."""
    flat = " ".join(str(text).split())
    flat = flat if len(flat) <= longest else flat[: longest - 1] + "…"
    return flat.replace("|", "\\|").replace("<", "&lt;").replace("`", "'")


def listed(items: Iterable[str]) -> list[str]:
    return [f"- {item}" for item in items]
