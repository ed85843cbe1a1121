"""Signing in and out: second step, limits in time, rate limits, where it leads."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kopri.site.accounts.models import User
from tests.site.conftest import signed_in

PASSWORD = "a long password"
LOGIN = "/account/login/"


@pytest.fixture
def person(stranger: User) -> User:
    """Somebody whose address is proven."""
    EmailAddress.objects.create(user=stranger, email=stranger.email, verified=True, primary=True)
    return stranger


def sign_in(client: Client, person: User, password: str = PASSWORD, following: str = "") -> Any:
    """Fill in the form."""
    return client.post(LOGIN, {"login": person.email, "password": password, "next": following})


def is_signed_in(client: Client) -> bool:
    """Whether the browser gets to the account page."""
    return client.get(reverse("accounts:account")).status_code == 200


def code_for(secret: str) -> str:
    """What the authenticator app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def test_signing_in_by_address_and_password_whatever_its_case(client: Client, person: User) -> None:
    answer = client.post(LOGIN, {"login": "Stranger@Example.ORG", "password": PASSWORD})
    assert answer.status_code == 302
    assert is_signed_in(client)


def test_a_wrong_password_and_an_unknown_address_look_the_same(client: Client, person: User) -> None:
    wrong = sign_in(client, person, "another password")
    unknown = client.post(LOGIN, {"login": "nobody@example.org", "password": "another password"})
    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert not is_signed_in(client)


@pytest.mark.parametrize("following", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(following: str, client: Client, person: User) -> None:
    assert "evil" not in sign_in(client, person, following=following)["Location"]


def test_signing_in_leads_back_to_the_page_asked_for(client: Client, person: User) -> None:
    assert sign_in(client, person, following="/account/export/")["Location"] == "/account/export/"


def test_guessing_is_slowed_and_the_account_not_locked(client: Client, person: User) -> None:
    for _ in range(5):
        sign_in(client, person, "another password")
    assert "Too many failed" in sign_in(client, person).content.decode()
    assert not is_signed_in(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert sign_in(client, person).status_code == 302


def test_a_flood_from_one_address_is_answered_429(client: Client, db: None) -> None:
    statuses = [client.post(LOGIN, {"login": f"p{n}@example.org", "password": "x"}).status_code for n in range(35)]
    assert statuses[-1] == 429
    page = client.post(LOGIN, {"login": "p@example.org", "password": "x"}).content.decode()
    assert "Nothing is locked" in page


def test_signing_out_ends_the_session_on_the_server(client: Client, person: User) -> None:
    sign_in(client, person)
    kept = client.cookies["sessionid"].value
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert not is_signed_in(thief)


def test_signing_out_asks_for_post(client: Client, person: User) -> None:
    sign_in(client, person)
    client.get(reverse("account_logout"))
    assert is_signed_in(client)


def test_a_new_session_is_used_after_signing_in(client: Client, person: User) -> None:
    client.get(LOGIN)
    sign_in(client, person)
    first = client.cookies["sessionid"].value
    client.post(reverse("account_logout"))
    sign_in(client, person)
    assert client.cookies["sessionid"].value != first


def test_changing_the_password_ends_all_other_sessions(person: User) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here, person)
    sign_in(elsewhere, person)
    changed = here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "another long password", "password2": "another long password"},
    )
    assert changed.status_code == 302
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_the_list_of_sessions_can_end_the_others(person: User) -> None:
    here, elsewhere = Client(HTTP_USER_AGENT="Here"), Client(HTTP_USER_AGENT="Elsewhere")
    sign_in(elsewhere, person)
    sign_in(here, person)
    page = here.get(reverse("usersessions_list")).content.decode()
    assert "in 2 browsers" in page
    assert "Elsewhere" in page
    here.post(reverse("usersessions_list"))
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_a_session_ends_when_it_is_not_used(person: User, settings: Any) -> None:
    client = signed_in(person)
    now = timezone.now()
    with time_machine.travel(now):
        assert is_signed_in(client)
    for hours in (1.5, 3):
        with time_machine.travel(now + timedelta(hours=hours)):
            assert is_signed_in(client)
    with time_machine.travel(now + timedelta(hours=5, minutes=1)):
        answer = client.get(reverse("accounts:account"))
        assert answer["Location"] == f"{LOGIN}?next=/account/"
        assert "some time had passed" in client.get(LOGIN).content.decode()


def test_a_session_ends_after_twelve_hours_even_if_used(person: User) -> None:
    client = signed_in(person)
    now = timezone.now()
    for hours in range(12):
        with time_machine.travel(now + timedelta(hours=hours)):
            assert is_signed_in(client)
    with time_machine.travel(now + timedelta(hours=12, seconds=1)):
        assert not is_signed_in(client)


def test_a_session_is_not_written_at_every_click(person: User, django_assert_num_queries: Any) -> None:
    client = signed_in(person)
    is_signed_in(client)
    with django_assert_num_queries(12, exact=False) as asked:
        is_signed_in(client)
    assert not [query for query in asked.captured_queries if query["sql"].startswith(("UPDATE", "INSERT"))]


def test_the_second_step_is_asked_for(client: Client, person: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    answer = sign_in(client, person)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert is_signed_in(client)


def test_a_code_is_good_once(person: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    with time_machine.travel(timezone.now(), tick=False):
        for expected in (True, False):
            client = Client()
            sign_in(client, person)
            client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
            assert is_signed_in(client) is expected


def test_a_new_password_by_letter_does_not_go_round_the_second_step(client: Client, person: User, mailoutbox: list[Any]) -> None:
    TOTP.activate(person, generate_totp_secret())
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"/account/password/reset/key/\S+/", mailoutbox[0].body)
    assert link is not None
    form = client.get(link[0], follow=True)
    new = "a very new password"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert not is_signed_in(client)
    assert sign_in(client, person, new)["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_asking_for_a_new_password_does_not_tell_who_has_an_account(client: Client, person: User, mailoutbox: list[Any]) -> None:
    known = client.post(reverse("account_reset_password"), {"email": person.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [letter.to for letter in mailoutbox] == [[person.email]]


def test_changing_factors_asks_who_it_is_once_more(person: User) -> None:
    client = Client()
    with time_machine.travel(timezone.now() - timedelta(hours=1)):
        sign_in(client, person)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_an_app_is_set_up_and_recovery_codes_come_with_it(person: User) -> None:
    client = Client()
    sign_in(client, person)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert f"<code>{secret}</code>" in page.content.decode()
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert {factor.type for factor in Authenticator.objects.filter(user=person)} == {"totp", "recovery_codes"}
    assert "10 of 10 recovery codes are left" in client.get(reverse("mfa_view_recovery_codes")).content.decode()


def test_staff_without_a_second_step_is_led_to_set_one_up(editor: User, company: User, settings: Any) -> None:
    settings.KOPRI_SECOND_FACTOR_REQUIRED = True
    assert signed_in(editor).get("/account/")["Location"] == reverse("mfa_index")
    assert signed_in(editor).get(reverse("mfa_index")).status_code == 200
    assert signed_in(editor).get("/api/anything").status_code == 403
    assert signed_in(company).get("/account/").status_code == 200
    TOTP.activate(editor, generate_totp_secret())
    assert signed_in(editor).get("/account/").status_code == 200


def test_staff_may_not_drop_the_last_factor(editor: User, settings: Any) -> None:
    settings.KOPRI_SECOND_FACTOR_REQUIRED = True
    EmailAddress.objects.create(user=editor, email=editor.email, verified=True, primary=True)
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    client = Client()
    sign_in(client, editor)
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=editor, type="totp").exists()


def test_nobody_signs_up_without_an_invitation(client: Client, db: None) -> None:
    assert "opened by invitation" in client.get(reverse("account_signup")).content.decode()
    new = "a very new password"
    client.post(reverse("account_signup"), {"email": "new@example.org", "password1": new, "password2": new})
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_closed_account_does_not_sign_in(client: Client, person: User) -> None:
    person.is_active = False
    person.save()
    assert sign_in(client, person)["Location"] == reverse("account_inactive")
    assert not is_signed_in(client)


def test_the_security_log_names_people_by_number_only(client: Client, person: User, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="kopri.signin"):
        sign_in(client, person, "another password")
        sign_in(client, person)
        client.post(reverse("account_logout"))
    said = [record.getMessage() for record in caplog.records if record.name == "kopri.signin"]
    assert said == [f"sign-in failed at {LOGIN}", f"signed in: person {person.pk}", f"signed out: person {person.pk}"]


def test_an_address_is_changed_only_when_the_new_one_is_confirmed(client: Client, person: User, mailoutbox: list[Any]) -> None:
    sign_in(client, person)
    client.post(reverse("account_email"), {"email": "moved@example.org", "action_add": ""})
    person.refresh_from_db()
    assert person.email == "stranger@example.org"
    link = re.search(r"/account/confirm-email/\S+/", next(m.body for m in mailoutbox if m.to == ["moved@example.org"]))
    assert link is not None
    client.post(link[0])
    person.refresh_from_db()
    assert person.email == "moved@example.org"
