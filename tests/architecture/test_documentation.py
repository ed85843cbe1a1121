"""What can be typed or set is written down for whoever types or sets it."""

import re
from functools import cache

import pytest

from kopri.cli import build_parser
from tests.architecture.repository import APPS, ROOT, SITE, documentation

SETTING = re.compile(r'env\.(?:text|flag|number|words|database)\(\s*"([A-Z_]+)"')
COMMAND = re.compile(r'^    "([a-z]+)": \(', re.MULTILINE)


def run_commands() -> list[str]:
    """The commands of ./run."""
    return COMMAND.findall((ROOT / "run").read_text(encoding="utf-8"))


def settings() -> list[str]:
    """The environment variables the settings look at."""
    return sorted({name for path in (SITE / "settings").glob("*.py") for name in SETTING.findall(path.read_text(encoding="utf-8"))})


def management_commands() -> list[str]:
    """Our own commands of manage.py."""
    return sorted(p.stem for app in APPS for p in (SITE / app / "management" / "commands").glob("*.py") if p.stem != "__init__")


def engine_commands() -> list[str]:
    """The commands of kopri, with their options."""
    actions = build_parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    return [f"kopri {name}" for name in actions] + [  # type: ignore[union-attr]
        option
        for sub in actions.values()  # type: ignore[union-attr]
        for action in sub._actions
        for option in action.option_strings
        if option.startswith("--") and option != "--help"
    ]


documented = cache(documentation)


@pytest.mark.parametrize("name", run_commands())
def test_command_of_run_is_documented(name: str) -> None:
    """README or docs name it."""
    assert re.search(rf"\./run {name}\b", documented()), f"./run {name} stands nowhere in README.md or docs/"


@pytest.mark.parametrize("name", settings())
def test_setting_is_documented(name: str) -> None:
    """README or docs name it."""
    assert re.search(rf"\b{name}\b", documented()), f"the setting {name} stands nowhere in README.md or docs/"


@pytest.mark.parametrize("name", management_commands())
def test_management_command_is_documented(name: str) -> None:
    """README or docs name it."""
    assert re.search(rf"\b{name}\b", documented()), f"manage.py {name} stands nowhere in README.md or docs/"


@pytest.mark.parametrize("name", engine_commands())
def test_command_of_the_engines_is_documented(name: str) -> None:
    """README or docs name it with all its options."""
    assert re.search(rf"{re.escape(name)}\b", documented()), f"{name} stands nowhere in README.md or docs/"
