"""The production settings are safe by themselves: asked in a process of its own, as a real site starts."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.repository import ROOT

ASK = """
import json
from django.conf import settings
names = ["SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_NAME",
         "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "DEBUG", "DEMO", "KOPRI_SECOND_FACTOR_REQUIRED",
         "ACCOUNT_EMAIL_VERIFICATION", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH"]
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def manage(tmp_path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py as a real site would."""
    given = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "kopri.site.settings.production",
        "KOPRI_SECRET_KEY": "k9!vZ2#pQ7&xW4*mT1^rB8@nL5(dF3)hJ6_sG0=cY+eU-aI%oX",
        "KOPRI_HOSTS": "forum.example.org",
        "KOPRI_SITE_URL": "https://forum.example.org",
        "KOPRI_VAR": str(tmp_path),
        **environment,
    }
    given = {name: value for name, value in given.items() if value}
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, env=given, capture_output=True, text=True, check=False, cwd=tmp_path)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the settings are."""
    done = manage(tmp_path_factory.mktemp("var"), "shell", "--no-imports", "-c", ASK)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def test_the_deployment_check_is_clean(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues" in done.stdout + done.stderr


def test_cookies_cannot_be_read_by_script_or_sent_in_the_clear_or_to_a_subdomain(asked: dict[str, Any]) -> None:
    assert asked["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert asked["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert asked["SESSION_COOKIE_SECURE"]
    assert asked["CSRF_COOKIE_SECURE"]
    assert asked["SESSION_COOKIE_HTTPONLY"]
    assert asked["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert (asked["SESSION_COOKIE_DOMAIN"], asked["SESSION_COOKIE_PATH"]) == (None, "/")


def test_https_is_kept_for_a_year(asked: dict[str, Any]) -> None:
    assert asked["SECURE_SSL_REDIRECT"]
    assert asked["SECURE_HSTS_SECONDS"] >= 31_536_000


def test_nothing_of_the_demonstration_is_left(asked: dict[str, Any]) -> None:
    assert not asked["DEBUG"]
    assert not asked["DEMO"]
    assert asked["KOPRI_SECOND_FACTOR_REQUIRED"]
    assert asked["ACCOUNT_EMAIL_VERIFICATION"] == "mandatory"
    assert not asked["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"]


def test_without_a_secret_it_does_not_start(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", KOPRI_SECRET_KEY="")
    assert done.returncode != 0
    assert "KOPRI_SECRET_KEY is not set" in done.stderr
