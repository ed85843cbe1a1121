"""The one place where a service asks whether somebody may."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied

logger = logging.getLogger("kopri.refused")


def require(user: Any, permission: str, target: object = None) -> None:  # noqa: ANN401, RUF100
    """Pass if `user` has `permission` (a rule such as "record.review_statement") on `target`.

    Raises:
        PermissionDenied: if not; the refusal is logged by user id.
    """
    if user is None or not user.has_perm(permission, target):
        logger.warning("refused %s to user %s", permission, getattr(user, "pk", None))
        raise PermissionDenied(permission)
