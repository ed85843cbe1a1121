"""What can be done with accounts, organisations and roles. One file for each noun; everything is called from here."""

from kopri.site.accounts.services.access import deactivate_person, end_sessions, reactivate_person, reset_factors
from kopri.site.accounts.services.handing_over import hand_over, missing_roles, preview_hand_over
from kopri.site.accounts.services.invitation import (
    accept_invitation,
    invite_first_administrator,
    invite_person,
    read_invitation,
    withdraw_invitation,
)
from kopri.site.accounts.services.organisation import change_organisation, create_organisation
from kopri.site.accounts.services.person import change_profile, open_account
from kopri.site.accounts.services.privacy import ask_for_erasure, erase_person, export_person, replay_erasures, withdraw_erasure
from kopri.site.accounts.services.role import end_role, grant_role

__all__ = [
    "accept_invitation",
    "ask_for_erasure",
    "change_organisation",
    "change_profile",
    "create_organisation",
    "deactivate_person",
    "end_role",
    "end_sessions",
    "erase_person",
    "export_person",
    "grant_role",
    "hand_over",
    "invite_first_administrator",
    "invite_person",
    "missing_roles",
    "open_account",
    "preview_hand_over",
    "reactivate_person",
    "read_invitation",
    "replay_erasures",
    "reset_factors",
    "withdraw_erasure",
    "withdraw_invitation",
]
