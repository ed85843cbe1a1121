"""Every page of accounts: who sees it, that it works without script, and that it asks the database the same for one or three."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kopri.site.accounts import services
from kopri.site.accounts.links import sign_invitation
from kopri.site.accounts.models import Invitation, Membership, Organisation, Role, User
from kopri.site.accounts.work import erasures_asked
from tests.site.conftest import make_organisation, make_person, signed_in

STAFF_PAGES = ("people", "invite", "organisations", "organisation_new")


def test_my_account_shows_profile_roles_and_what_guards_it(ministry: User) -> None:
    page = signed_in(ministry).get(reverse("accounts:account")).content.decode()
    assert "Ministry of Energy" in page
    assert "lead body" in page
    assert reverse("mfa_index") in page
    assert reverse("usersessions_list") in page


def test_visitors_are_led_to_sign_in_and_back(client: Client, db: None) -> None:
    answer = client.get(reverse("accounts:people"))
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('account_login')}?next={reverse('accounts:people')}"


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_administrative_pages_are_for_those_who_manage(
    name: str, officer: User, administrator: User, company: User, stranger: User
) -> None:
    address = reverse(f"accounts:{name}")
    assert signed_in(officer).get(address).status_code == 200
    assert signed_in(administrator).get(address).status_code == 200
    assert signed_in(company).get(address).status_code == 403
    assert signed_in(stranger).get(address).status_code == 403


def test_a_profile_is_saved_and_the_browser_follows_its_language(stranger: User) -> None:
    client = signed_in(stranger)
    answer = client.post(reverse("accounts:account"), {"name": "  Aida   Example ", "language": "ko", "time_zone": "Asia/Almaty"})
    assert answer.status_code == 302
    stranger.refresh_from_db()
    assert (stranger.name, stranger.language, stranger.time_zone) == ("Aida Example", "ko", "Asia/Almaty")
    assert client.cookies["django_language"].value == "ko"


def test_a_wrong_profile_comes_back_with_what_was_typed(stranger: User) -> None:
    answer = signed_in(stranger).post(reverse("accounts:account"), {"name": "Aida", "language": "xx", "time_zone": ""})
    assert answer.status_code == 422
    assert 'value="Aida"' in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()


def test_my_data_comes_as_a_file_by_post_only(stranger: User) -> None:
    client = signed_in(stranger)
    assert client.get(reverse("accounts:export")).status_code == 405
    answer = client.post(reverse("accounts:export"))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.json()["accounts"]["profile"]["email"] == "stranger@example.org"


def test_asking_for_erasure_and_taking_it_back(stranger: User, administrator: User) -> None:
    client = signed_in(stranger)
    client.post(reverse("accounts:erasure"))
    assert "asks to be erased" in signed_in(administrator).get(reverse("accounts:people")).content.decode()
    client.post(reverse("accounts:erasure"), {"withdraw": "1"})
    stranger.refresh_from_db()
    assert stranger.erasure_asked_at is None


def test_the_list_of_people_can_be_narrowed(officer: User, editor: User, company: User) -> None:
    client = signed_in(officer)
    found = client.get(reverse("accounts:people"), {"q": "drip"}).content.decode()
    assert "Company" in found
    assert "editor@example.org" not in found
    editors = client.get(reverse("accounts:people"), {"role": "editor"}).content.decode()
    assert "editor@example.org" in editors
    assert "company@example.org" not in editors
    assert "Nobody fits" in client.get(reverse("accounts:people"), {"q": "no such person"}).content.decode()


def test_inviting_withdrawing_and_what_the_list_says(officer: User, office: Organisation, mailoutbox: list[Any]) -> None:
    client = signed_in(officer)
    typed = {"email": "New@Example.org", "name": "New", "organisation": office.pk, "role": "editor", "language": "en"}
    assert client.post(reverse("accounts:invite"), typed).status_code == 302
    page = client.get(reverse("accounts:people")).content.decode()
    assert "1 invitation waits for an answer" in page
    assert len(mailoutbox) == 1
    client.post(reverse("accounts:withdraw", args=[Invitation.objects.get().pk]))
    assert "No invitation waits" in client.get(reverse("accounts:people")).content.decode()


def test_an_invitation_is_accepted_by_its_link_and_signs_in(
    client: Client, officer: User, office: Organisation, mailoutbox: list[Any]
) -> None:
    services.invite_person(email="new@example.org", organisation=office, role=Role.EXPERT, by=officer)
    link = re.search(r"/account/invitation/\S+/", mailoutbox[0].body)
    assert link is not None
    assert "as expert of Office of Trade" in client.get(link[0]).content.decode()
    refused = client.post(link[0], {"name": "New", "password": "short", "again": "short"})
    assert refused.status_code == 422
    answer = client.post(link[0], {"name": "New", "password": "bridge over the river", "again": "bridge over the river"})
    assert answer.status_code == 302
    assert client.get(reverse("accounts:account")).status_code == 200
    assert Client().get(link[0]).status_code == 410


def test_an_invitation_is_answered_in_the_language_of_its_letter(client: Client, officer: User, office: Organisation) -> None:
    invitation = services.invite_person(email="new@example.org", organisation=office, role=Role.EXPERT, language="ko", by=officer)
    address = reverse("accounts:invitation", args=[sign_invitation(invitation.pk)])
    assert '<html lang="ko"' in client.get(address).content.decode()
    client.cookies["django_language"] = "ru"
    assert '<html lang="ru"' in client.get(address).content.decode()


def test_administrators_see_among_their_work_who_asks_to_be_erased(administrator: User, officer: User, stranger: User) -> None:
    assert list(erasures_asked(administrator)) == []
    services.ask_for_erasure(user=stranger, by=stranger)
    assert list(erasures_asked(administrator)) == [("person asks to be erased", 1, "/account/people/?asking=on")]
    assert list(erasures_asked(officer)) == []


def test_a_made_up_link_is_refused_in_words(client: Client, db: None) -> None:
    answer = client.get(reverse("accounts:invitation", args=["made-up"]))
    assert answer.status_code == 410
    assert "copy the whole address" in answer.content.decode()


def test_a_person_page_shows_only_what_the_reader_may_do(officer: User, editor: User, administrator: User, company: User) -> None:
    address = reverse("accounts:person", args=[company.pk])
    assert "Close the account" in signed_in(officer).get(address).content.decode()
    assert "Erase" not in signed_in(officer).get(address).content.decode()
    assert "Close the account" not in signed_in(editor).get(address).content.decode()
    assert "Erase" in signed_in(administrator).get(address).content.decode()
    assert "Close the account" not in signed_in(officer).get(reverse("accounts:person", args=[administrator.pk])).content.decode()
    assert signed_in(company).get(reverse("accounts:person", args=[officer.pk])).status_code == 403


def test_giving_and_ending_a_role(officer: User, company: User, office: Organisation) -> None:
    client = signed_in(officer)
    given = client.post(
        reverse("accounts:role", args=[company.pk]), {"role": "expert", "organisation": office.pk, "start": "2026-01-01", "end": ""}
    )
    assert given.status_code == 302
    membership = Membership.objects.get(user=company, role=Role.EXPERT)
    address = reverse("accounts:role_end", args=[membership.pk])
    assert "End the role of Company" in client.get(address).content.decode()
    assert client.post(address, {"end": "2999-01-01"}).status_code == 302
    membership.refresh_from_db()
    assert membership.end == date(2999, 1, 1)


def test_what_a_service_refuses_stands_beside_the_field(officer: User, company: User, office: Organisation) -> None:
    answer = signed_in(officer).post(
        reverse("accounts:role", args=[company.pk]),
        {"role": "expert", "organisation": office.pk, "start": "2026-01-02", "end": "2026-01-01"},
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["end"] == ["A role ends on a day after it begins."]


def test_handing_over_shows_first_and_moves_only_when_confirmed(officer: User, administrator: User) -> None:
    colleague = make_person("colleague", Role.SECRETARIAT)
    services.invite_person(email="new@example.org", organisation=make_organisation("Somewhere"), role=Role.EXPERT, by=officer)
    address = reverse("accounts:hand_over", args=[officer.pk])
    client = signed_in(administrator)
    assert "Who takes over from Officer?" in client.get(address).content.decode()
    preview = client.get(address, {"successor": colleague.pk})
    assert preview.context["moved"] == [("Documents to review", 0), ("Open invitations", 1)]
    officer.refresh_from_db()
    assert officer.is_active
    assert client.post(address, {"successor": colleague.pk}).status_code == 302
    officer.refresh_from_db()
    assert not officer.is_active
    assert Invitation.objects.get().invited_by == colleague


def test_handing_over_to_somebody_without_the_role_says_what_is_missing(officer: User, administrator: User, company: User) -> None:
    answer = signed_in(administrator).get(reverse("accounts:hand_over", args=[officer.pk]), {"successor": company.pk})
    assert answer.status_code == 422
    assert answer.context["form"].errors["successor"] == ["The successor needs the same roles first: secretariat."]


@pytest.mark.parametrize("action", ["close", "end-sessions", "reset-factors"])
def test_access_is_changed_by_post_only(action: str, officer: User, company: User) -> None:
    address = reverse("accounts:access", args=[company.pk, action])
    assert signed_in(officer).get(address).status_code == 405
    assert signed_in(officer).post(address).status_code == 302
    assert signed_in(company).post(reverse("accounts:access", args=[officer.pk, action])).status_code in (302, 403)


def test_erasing_asks_for_the_address_once_more(administrator: User, company: User) -> None:
    client = signed_in(administrator)
    address = reverse("accounts:erase", args=[company.pk])
    assert client.post(address, {"address": "someone@else.org"}).status_code == 422
    assert client.post(address, {"address": "company@example.org"}).status_code == 302
    company.refresh_from_db()
    assert company.name == ""
    assert client.get(address).status_code == 404
    assert "was erased on" in client.get(reverse("accounts:person", args=[company.pk])).content.decode()


def test_an_organisation_is_entered_and_changed(officer: User) -> None:
    client = signed_in(officer)
    typed = {
        "name_en": "Chamber of Trade",
        "name_ko": "상공회의소",
        "kind": "chamber",
        "country": "KOR",
        "parent": "",
        "website": "",
        "contact": "",
    }
    assert client.post(reverse("accounts:organisation_new"), typed).status_code == 302
    chamber = Organisation.objects.get(kind="chamber")
    page = client.get(reverse("accounts:organisation_change", args=[chamber.pk])).content.decode()
    assert 'value="상공회의소"' in page
    client.post(reverse("accounts:organisation_change", args=[chamber.pk]), {**typed, "name_en": "Chamber of Commerce"})
    chamber.refresh_from_db()
    assert chamber.name.in_language("en") == "Chamber of Commerce"
    assert "Chamber of Commerce" in client.get(reverse("accounts:organisations")).content.decode()


def test_an_organisation_page_names_who_acts_for_it(editor: User, ministry: User) -> None:
    page = signed_in(editor).get(reverse("accounts:organisation", args=[ministry.memberships.get().organisation_id])).content.decode()
    assert "Ministry" in page
    assert "lead body" in page


@pytest.mark.parametrize("name", ["people", "organisations"])
def test_lists_ask_the_same_for_one_and_for_three(name: str, officer: User, django_assert_num_queries: Any) -> None:
    client = signed_in(officer)
    client.get(reverse(f"accounts:{name}"))
    counts = []
    for people in (("anna",), ("bek", "cho")):
        for person in people:
            make_person(person, Role.COMPANY)
        with django_assert_num_queries(12, exact=False) as asked:
            client.get(reverse(f"accounts:{name}"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
