"""Pages: one's own account, people, invitations, handing over, organisations."""
