"""What a session remembers of its own age."""

import time

from django.http import HttpRequest

STARTED, SEEN = "session_started", "session_seen"
# The time of the last request is noted at most this often (seconds): a session is not written at each click.
NOTED_EVERY = 60


def begin(request: HttpRequest) -> None:
    """Count from now."""
    request.session[STARTED] = request.session[SEEN] = int(time.time())


def is_over(request: HttpRequest, *, idle: int, absolute: int) -> bool:
    """Note that the session is used, unless it began `absolute` seconds ago or was not used for `idle` seconds."""
    now = int(time.time())
    started = request.session.setdefault(STARTED, now)
    seen = request.session.setdefault(SEEN, now)
    if now - started >= absolute or now - seen >= idle:
        return True
    if now - seen >= NOTED_EVERY:
        request.session[SEEN] = now
    return False


def began_within(request: HttpRequest, seconds: int) -> bool:
    """Whether the person signed in this short a time ago."""
    started = request.session.get(STARTED)
    return started is not None and time.time() - started < seconds
