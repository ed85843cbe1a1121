"""The site speaks the language, and shows the time, of the person who is signed in."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from kopri.site.accounts.middleware import own_language_and_time
from kopri.site.accounts.models import User
from tests.site.conftest import signed_in


@pytest.fixture(autouse=True)
def _english_again() -> Any:
    yield
    translation.activate("en")


def test_the_language_of_the_profile_is_spoken(stranger: User) -> None:
    User.objects.filter(pk=stranger.pk).update(language="ko")
    assert signed_in(stranger).get("/account/", HTTP_ACCEPT_LANGUAGE="ru")["Content-Language"] == "ko"


def test_without_one_the_browser_is_followed(stranger: User) -> None:
    assert signed_in(stranger).get("/account/", HTTP_ACCEPT_LANGUAGE="ru")["Content-Language"] == "ru"


def test_a_choice_made_in_this_browser_wins(stranger: User) -> None:
    User.objects.filter(pk=stranger.pk).update(language="ko")
    client = signed_in(stranger)
    client.cookies["django_language"] = "tg"
    assert client.get("/account/")["Content-Language"] == "tg"


def test_choosing_a_language_in_the_header_works_for_those_signed_in(stranger: User) -> None:
    User.objects.filter(pk=stranger.pk).update(language="ko")
    client = signed_in(stranger)
    client.post("/language/", {"language": "uz", "next": "/account/"})
    assert client.get("/account/")["Content-Language"] == "uz"


def zone_during(request: HttpRequest) -> str:
    """The time zone in which a page is made."""
    seen = []

    def page(_request: HttpRequest) -> HttpResponse:
        seen.append(timezone.get_current_timezone_name())
        return HttpResponse()

    own_language_and_time(page)(request)
    return seen[0]


@pytest.mark.parametrize(
    ("profile", "cookie", "shown"),
    [
        ("Asia/Almaty", "Europe/Paris", "Asia/Almaty"),
        ("", "Europe/Paris", "Europe/Paris"),
        ("", "../../etc/passwd", "Asia/Seoul"),
        ("", "", "Asia/Seoul"),
    ],
)
def test_times_are_those_of_the_person_else_of_the_browser_else_of_the_forum(
    profile: str, cookie: str, shown: str, rf: RequestFactory
) -> None:
    request = rf.get("/", headers={"cookie": f"timezone={cookie}"})
    request.user = User(time_zone=profile)
    assert zone_during(request) == shown
    assert timezone.get_current_timezone_name() == "Asia/Seoul"


def test_visitors_get_the_browsers_language(client: Client, db: None) -> None:
    assert client.get("/account/login/", HTTP_ACCEPT_LANGUAGE="kk")["Content-Language"] == "kk"
