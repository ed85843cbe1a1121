"""Who holds the link to a report: somebody without an account, who may write that one report and nothing else."""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from kopri.site.programme.models import Report, ReportLink

MARK: Final = "kr_"
WRITES: Final = "programme.write_report"


def new_token() -> str:
    """The secret part of a link: 256 random bits behind a mark by which logs know it."""
    return MARK + secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of a token: its SHA-256 in hexadecimal."""
    return sha256(token.encode()).hexdigest()


@dataclass(slots=True)
class LinkHolder:
    """An actor without an account. The journal names the link, not a person."""

    link: ReportLink
    pk: Any = None
    is_authenticated: bool = False
    is_active: bool = False

    def has_perm(self, permission: str, target: object = None) -> bool:
        """Whether this is the link's own report and the link is still good."""
        if permission != WRITES or not isinstance(target, Report) or target.pk != self.link.report_id:
            return False
        return ReportLink.objects.open().filter(pk=self.link.pk).exists()


def holds_link(user: Any, report: Any) -> bool:
    """Whether somebody acts by a link to this report."""
    return isinstance(user, LinkHolder) and user.has_perm(WRITES, report)


def journal_detail(by: Any) -> dict[str, int]:
    """The number of the link somebody acts by, for the journal; nothing for a person with an account."""
    return {"link": by.link.pk} if isinstance(by, LinkHolder) else {}
