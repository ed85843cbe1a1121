"""Addresses under /account/; those of signing in come from django-allauth."""

from django.urls import path, register_converter

from kopri.site.accounts.views import handing_over, invitations, me, organisations, people


class AccessActionConverter:
    """What can be done to somebody's access."""

    regex = "|".join(people.ACTIONS)

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(AccessActionConverter, "access_action")

app_name = "accounts"
urlpatterns = [
    path("", me.account_view, name="account"),
    path("export/", me.export_view, name="export"),
    path("erasure/", me.erasure_view, name="erasure"),
    path("invitation/<str:token>/", invitations.invitation_view, name="invitation"),
    path("people/", people.people_view, name="people"),
    path("people/invite/", invitations.invite_view, name="invite"),
    path("people/invitations/<int:invitation_id>/withdraw/", invitations.withdraw_view, name="withdraw"),
    path("people/roles/<int:membership_id>/end/", people.role_end_view, name="role_end"),
    path("people/<int:person_id>/", people.person_view, name="person"),
    path("people/<int:person_id>/roles/", people.role_view, name="role"),
    path("people/<int:person_id>/hand-over/", handing_over.hand_over_view, name="hand_over"),
    path("people/<int:person_id>/export/", people.person_export_view, name="person_export"),
    path("people/<int:person_id>/erase/", people.erase_view, name="erase"),
    path("people/<int:person_id>/<access_action:action>/", people.access_view, name="access"),
    path("organisations/", organisations.organisations_view, name="organisations"),
    path("organisations/new/", organisations.organisation_form_view, name="organisation_new"),
    path("organisations/<int:organisation_id>/", organisations.organisation_view, name="organisation"),
    path("organisations/<int:organisation_id>/change/", organisations.organisation_form_view, name="organisation_change"),
]
