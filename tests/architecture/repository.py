"""Where things stand in the repository, for the tests that look at its source."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "kopri"
SITE = SOURCE / "site"
TESTS = ROOT / "tests"
APPS = ("base", "accounts", "record", "programme", "overview")


def functions_in(path: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions of a file and of its classes, as (name of the class or "", function)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield "", node
        elif isinstance(node, ast.ClassDef):
            yield from ((node.name, item) for item in node.body if isinstance(item, ast.FunctionDef))


def documentation() -> str:
    """All that a reader is told: the README and everything under docs."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages if page.exists())
