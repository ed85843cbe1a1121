"""Every service is tested for what it allows, refuses, calls invalid and writes down.

By naming convention the tests of `verb_noun` stand in tests/site/APP/ and have its name and the aspect in theirs:
`test_verb_noun_refused_to_stranger`, or in a class `TestVerbNoun` the method `test_refused_to_stranger`. Each aspect is asked for
where the service promises it: "refused" where its docstring raises PermissionDenied, "invalid" where it raises ValidationError,
"logged" where it writes the journal.
"""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.repository import APPS, SITE, TESTS, functions_in


def is_service(function: ast.FunctionDef) -> bool:
    """A public function that is told by keyword who acts, and checks whether they may."""
    told = any(argument.arg == "by" for argument in function.args.kwonlyargs)
    checks = any(isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "require" for n in ast.walk(function))
    return told and checks and not function.name.startswith("_")


def aspects_of(function: ast.FunctionDef) -> list[str]:
    """What tests of a service must show."""
    doc = ast.get_docstring(function) or ""
    asked = ["allowed"]
    if "PermissionDenied" in doc:
        asked.append("refused")
    if "ValidationError" in doc:
        asked.append("invalid")
    if "write_journal" in ast.unparse(function):
        asked.append("logged")
    return asked


def services() -> list[tuple[str, Path, ast.FunctionDef]]:
    """Every service of every app."""
    found = []
    for app in APPS:
        paths = [*sorted((SITE / app / "services").glob("*.py")), *(SITE / app).glob("services.py")]
        found += [(app, path, function) for path in paths for owner, function in functions_in(path) if not owner and is_service(function)]
    return found


def names_of_tests(app: str) -> set[str]:
    """The names of all tests of an app, those in classes under the name of the class."""
    names = set()
    for path in (TESTS / "site" / app).rglob("test_*.py"):
        for owner, function in functions_in(path):
            noun = re.sub(r"(?<!^)(?=[A-Z])", "_", owner.removeprefix("Test")).lower()
            names.add(f"{function.name}" if not owner else f"test_{noun}_{function.name.removeprefix('test_')}")
    return names


SERVICES = services()


def test_there_are_services() -> None:
    """The convention finds what it is about."""
    assert len(SERVICES) >= 15


@pytest.mark.parametrize(("app", "path", "function"), SERVICES, ids=[f"{app}.{function.name}" for app, _, function in SERVICES])
def test_service_is_tested(app: str, path: Path, function: ast.FunctionDef) -> None:
    """Each aspect has a test that is named after it."""
    tests = names_of_tests(app)
    missing = [
        aspect for aspect in aspects_of(function) if not any(name.startswith(f"test_{function.name}_") and aspect in name for name in tests)
    ]
    assert not missing, f"{path.name}: {function.name} has no test named test_{function.name}_…{' …'.join(missing)} in tests/site/{app}/"


@pytest.mark.parametrize(("app", "path", "function"), SERVICES, ids=[f"{app}.{function.name}" for app, _, function in SERVICES])
def test_service_says_who_may(app: str, path: Path, function: ast.FunctionDef) -> None:
    """The permission is asked before anything else happens."""
    first = next(node for node in function.body if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)))
    calls = [n for n in ast.walk(function) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    written = min((n.lineno for n in calls if n.func.id == "write_journal"), default=10**6)  # type: ignore[attr-defined]
    asked = min(n.lineno for n in calls if n.func.id == "require")  # type: ignore[attr-defined]
    assert asked < written
    assert asked <= first.lineno + 3, f"{path.name}: {function.name} does things before it asks require(…)"
