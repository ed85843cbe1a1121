"""Who may import whom."""

import pkgutil
import subprocess
import sys

import kopri.iati
import kopri.lang
import kopri.reading
from tests.architecture.repository import ROOT

ENGINES = (kopri.iati, kopri.lang, kopri.reading)


def test_contracts_are_kept() -> None:
    """`.importlinter` says what may import what; the tool names the line that breaks it."""
    tool = ROOT / ".venv" / "bin" / "lint-imports"
    command = [str(tool)] if tool.exists() else [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    done = subprocess.run([*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]


def test_engines_run_without_django() -> None:
    """Every module of the engines and of lang can be imported where there is no Django."""
    names = [m.name for package in ENGINES for m in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    program = (
        "import sys, importlib\n"
        "class Closed:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in {'django', 'ninja', 'rules', 'allauth'} or name.startswith('kopri.site'):\n"
        "            raise ImportError(f'an engine imports {name}')\n"
        "sys.meta_path.insert(0, Closed())\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
