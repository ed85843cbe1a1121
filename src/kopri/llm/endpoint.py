"""Which endpoint is asked, from the operator's environment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, cast, get_args
from urllib.parse import urlsplit

Kind = Literal["openai", "anthropic"]
PATHS: Final = {"openai": "/chat/completions", "anthropic": "/v1/messages"}
LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
RIGHTS: Final = ("open", "licensed", "quote")


class EndpointError(ValueError):
    """A setting that cannot be right; the message names it and says what would be."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where and as whom to ask. `url` is the address of the call itself; `key` never stands in a message, a log or a repr.

    `rights` are the rights a document's text must have to be sent; `desk` allows documents seen by the review desk only.
    `timeout` is the most seconds one call may take, from the first byte sent to the last received.
    """

    url: str
    kind: Kind
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 60.0
    rights: frozenset[str] = frozenset({"open", "licensed"})
    desk: bool = False

    @property
    def host(self) -> str:
        """The host that is asked: this may be shown."""
        return urlsplit(self.url).hostname or ""


def endpoint_from(environment: Mapping[str, str]) -> Endpoint | None:
    """The endpoint that `KOPRI_LLM_URL` names; None if it names none.

    Raises:
        EndpointError: if a setting beside it is missing or malformed.
    """
    base = environment.get("KOPRI_LLM_URL", "").strip().rstrip("/")
    if not base:
        return None
    kind = environment.get("KOPRI_LLM_KIND", "openai").strip()
    if kind not in get_args(Kind):
        raise EndpointError(f"KOPRI_LLM_KIND={kind!r}: use openai or anthropic")
    model = environment.get("KOPRI_LLM_MODEL", "").strip()
    if not model:
        raise EndpointError("KOPRI_LLM_MODEL is not set: name the model that KOPRI_LLM_URL is to be asked for")
    return Endpoint(
        url=_address(base, kind),
        kind=cast("Kind", kind),
        model=model,
        key=_key(environment),
        timeout=_seconds(environment.get("KOPRI_LLM_TIMEOUT", "60")),
        rights=_rights(environment.get("KOPRI_LLM_RIGHTS", "open,licensed")),
        desk=_flag(environment.get("KOPRI_LLM_DESK", "0")),
    )


def _address(base: str, kind: str) -> str:
    """The address of the call. Without encryption only this machine is asked.

    Anthropic's path holds its version, which may stand in the setting or not.
    """
    parts = urlsplit(base)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.query:
        raise EndpointError("KOPRI_LLM_URL is no plain http or https address: write https://HOST/v1, the key in KOPRI_LLM_KEY")
    if parts.scheme == "http" and parts.hostname not in LOCAL:
        raise EndpointError("KOPRI_LLM_URL sends texts unencrypted to another machine: use https, or a server on localhost")
    path = PATHS[kind]
    if base.endswith(path):
        return base
    return base + (path.removeprefix("/v1") if kind == "anthropic" and base.endswith("/v1") else path)


def _key(environment: Mapping[str, str]) -> str:
    """The key, or what stands in the file that holds it."""
    path = environment.get("KOPRI_LLM_KEY_FILE", "")
    try:
        key = environment.get("KOPRI_LLM_KEY") or (Path(path).read_text(encoding="utf-8") if path else "")
    except OSError as error:
        raise EndpointError(f"KOPRI_LLM_KEY_FILE={path}: {error.strerror}") from error
    key = key.strip()
    if not key.isascii() or not key.isprintable() or " " in key:
        raise EndpointError("KOPRI_LLM_KEY is no key: it holds spaces or signs that no header takes")
    return key


def _seconds(said: str) -> float:
    try:
        seconds = float(said)
    except ValueError as error:
        raise EndpointError(f"KOPRI_LLM_TIMEOUT={said!r} is no number of seconds") from error
    if not 0 < seconds <= 600:
        raise EndpointError(f"KOPRI_LLM_TIMEOUT={said}: use more than 0 and at most 600 seconds")
    return seconds


def _rights(said: str) -> frozenset[str]:
    named = frozenset(word.strip() for word in said.split(",") if word.strip())
    strange = sorted(named.difference(RIGHTS))
    if strange:
        raise EndpointError(f"KOPRI_LLM_RIGHTS names {strange[0]!r}: use {', '.join(RIGHTS)}")
    return named


def _flag(said: str) -> bool:
    if said.lower() not in {"1", "true", "yes", "on", "0", "false", "no", "off", ""}:
        raise EndpointError(f"KOPRI_LLM_DESK={said!r} is neither yes nor no: use 1 or 0")
    return said.lower() in {"1", "true", "yes", "on"}
