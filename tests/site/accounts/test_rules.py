"""The table of permissions in docs/operate/roles.md is what the rules say, for every app and every role."""

import re
from types import SimpleNamespace

import pytest
from rules.permissions import has_perm, permissions

from kopri.site.accounts.models import Organisation, Role, User
from kopri.site.accounts.rules import roles_of
from kopri.site.base.multilingual import Multilingual
from tests.architecture.repository import ROOT
from tests.site.conftest import make_person

ROW = re.compile(r"^\| `([a-z_]+\.[a-z_]+)` \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
NAMES = {label.split(" ")[0] if value in ("committee", "chapter") else label: value for value, label in Role.choices}


def documented() -> dict[str, set[str]]:
    """Permission → the words in its last column."""
    text = (ROOT / "docs/operate/roles.md").read_text(encoding="utf-8")
    return {name: {word.strip() for word in who.split(",")} for name, who in ROW.findall(text)}


def somebody(role: str) -> SimpleNamespace:
    """Signed in, with this role alone."""
    return SimpleNamespace(is_authenticated=True, is_active=True, _roles=frozenset({role}), pk=0)


TABLE = documented()


def test_every_permission_stands_in_the_table_and_no_other() -> None:
    assert set(TABLE) == set(permissions)


@pytest.mark.parametrize("permission", sorted(TABLE))
def test_the_table_names_the_roles_that_have_the_permission(permission: str) -> None:
    words = TABLE[permission] - {"oneself", "the thing"}
    assert words <= set(NAMES), f"{permission}: {words - set(NAMES)} is no role"
    allowed = {role for role in Role.values if has_perm(permission, somebody(role), None)}
    assert {NAMES[word] for word in words} == allowed


@pytest.mark.parametrize("permission", sorted(name for name, words in TABLE.items() if "oneself" in words))
def test_what_is_for_oneself_is_not_for_others(permission: str, stranger: User, company: User) -> None:
    assert stranger.has_perm(permission, stranger)
    assert not stranger.has_perm(permission, company)


def test_visitors_and_closed_accounts_are_public(editor: User, visitor: object) -> None:
    assert roles_of(visitor) == {"public"}
    editor.is_active = False
    assert roles_of(editor) == {"public"}
    assert not editor.has_perm("accounts.see_people")


def test_asking_for_permission_costs_one_query_however_often(editor: User, django_assert_num_queries: object) -> None:
    person = User.objects.get(pk=editor.pk)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert person.has_perm("accounts.see_people")
        assert not person.has_perm("accounts.erase_person")
        assert not person.has_perm("no.such_permission")


@pytest.mark.parametrize("who", ["officer", "editor", "ministry", "company", "stranger", "administrator"])
def test_people_see_people_or_themselves(who: str, request: pytest.FixtureRequest, officer: User, company: User) -> None:
    user = request.getfixturevalue(who)
    seen = set(User.objects.visible_to(user))
    if who in ("officer", "editor", "administrator"):
        assert {officer, company} <= seen
    else:
        assert seen == {user}


@pytest.mark.parametrize("words", ["ИВАНОВА", "иванова", "상공", "торговая", "CHAMBER of", "vera@"])
def test_people_are_found_by_words_in_any_script_and_case(words: str, stranger: User) -> None:
    name = Multilingual.of(en="Chamber of Trade", ko="무역 상공회의소", ru="Торговая палата")
    chamber = Organisation.objects.create(name=name, kind="chamber", country="KOR")
    vera = make_person("vera", Role.CHAPTER, chamber)
    User.objects.filter(pk=vera.pk).update(name="Вера Иванова")
    assert list(User.objects.all().matching(words)) == [vera]


def test_visitors_see_nobody(visitor: object, officer: User) -> None:
    assert not User.objects.visible_to(visitor).exists()
