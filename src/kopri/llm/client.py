"""One call to an endpoint, bounded in time and size. Nothing of the key, the text or the answer ever stands in an error."""

import contextlib
import http.client
import json
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from kopri.llm.endpoint import Endpoint

MOST_BYTES: Final = 2_000_000
CHUNK: Final = 65_536
MOST_TOKENS: Final = 8_000
ANTHROPIC_VERSION: Final = "2023-06-01"


class AnswerError(Exception):
    """No answer that could be used. `reason` is a short code; `again` says whether the same call may work later."""

    def __init__(self, reason: str, *, again: bool = False) -> None:
        self.reason, self.again = reason, again
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, and by which model, as the endpoint names it with its version."""

    text: str
    model: str


def ask(endpoint: Endpoint, system: str, user: str) -> Answer:
    """Ask one question.

    Raises:
        AnswerError: "no_connection", "timeout", "closed", "key_refused", "too_many_requests", "server_error",
            "http_error", "too_long", "no_json", "no_text".
    """
    status, body = _call(endpoint, _body(endpoint, system, user))
    if status != http.HTTPStatus.OK:
        raise _refusal(status)
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise AnswerError("no_json") from error
    return _answer(endpoint, data)


def _body(endpoint: Endpoint, system: str, user: str) -> bytes:
    question: dict[str, Any] = {"model": endpoint.model, "max_tokens": MOST_TOKENS, "temperature": 0}
    if endpoint.kind == "anthropic":
        question |= {"system": system, "messages": [{"role": "user", "content": user}]}
    else:
        question |= {"messages": [{"role": "system", "content": system}, {"role": "user", "content": user}]}
    return json.dumps(question, ensure_ascii=False).encode("utf-8", "replace")


def _headers(endpoint: Endpoint) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "kopri"}
    if endpoint.kind == "anthropic":
        headers["anthropic-version"] = ANTHROPIC_VERSION
        if endpoint.key:
            headers["x-api-key"] = endpoint.key
    elif endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    return headers


def _call(endpoint: Endpoint, body: bytes) -> tuple[int, bytes]:
    """Status and body. No redirect is followed, no proxy used: the text goes where the operator said and nowhere else.

    A watch closes the line when the time is up, so that a server that drips byte by byte is cut off too.
    """
    connection = _connected(endpoint)
    until = time.monotonic() + endpoint.timeout
    watch = threading.Timer(endpoint.timeout, _hang_up, [connection.sock])
    watch.daemon = True
    watch.start()
    try:
        connection.request("POST", urlsplit(endpoint.url).path, body, _headers(endpoint))
        with connection.getresponse() as response:
            answered = response.status, _read(response)
    except (OSError, http.client.HTTPException) as error:
        late = isinstance(error, TimeoutError) or time.monotonic() >= until
        raise AnswerError("timeout" if late else "closed", again=True) from error
    finally:
        watch.cancel()
        connection.close()
    if time.monotonic() >= until:
        raise AnswerError("timeout", again=True)
    return answered


def _connected(endpoint: Endpoint) -> http.client.HTTPConnection:
    parts = urlsplit(endpoint.url)
    host, port, seconds = parts.hostname or "", parts.port, endpoint.timeout
    connection = (
        http.client.HTTPSConnection(host, port, timeout=seconds, context=ssl.create_default_context())
        if parts.scheme == "https"
        else http.client.HTTPConnection(host, port, timeout=seconds)
    )
    try:
        connection.connect()
    except TimeoutError as error:
        raise AnswerError("timeout", again=True) from error
    except OSError as error:
        raise AnswerError("no_connection", again=True) from error
    return connection


def _hang_up(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _read(response: http.client.HTTPResponse) -> bytes:
    """The body.

    Raises:
        AnswerError: if it is too long.
        http.client.HTTPException: if it ends before its time.
    """
    parts: list[bytes] = []
    size = 0
    while part := response.read1(CHUNK):
        size += len(part)
        if size > MOST_BYTES:
            raise AnswerError("too_long")
        parts.append(part)
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(parts)


def _refusal(status: int) -> AnswerError:
    if status in {401, 403}:
        return AnswerError("key_refused")
    if status == http.HTTPStatus.TOO_MANY_REQUESTS:
        return AnswerError("too_many_requests", again=True)
    if status >= 500:
        return AnswerError("server_error", again=True)
    return AnswerError("http_error")


def _answer(endpoint: Endpoint, data: Any) -> Answer:
    """The words of an answer in either form."""
    try:
        if endpoint.kind == "anthropic":
            text = "".join(part["text"] for part in data["content"] if part.get("type") == "text")
        else:
            text = data["choices"][0]["message"]["content"]
        model = data.get("model") or endpoint.model
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise AnswerError("no_text") from error
    if not isinstance(text, str) or not text.strip() or not isinstance(model, str):
        raise AnswerError("no_text")
    return Answer(text, "".join(c for c in model if c.isprintable())[:120])
