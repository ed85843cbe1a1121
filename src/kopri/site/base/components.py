"""The plain data that components show."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How a thing stands, by shape and word as well as colour. `value` is the class of the badge and of the bar in a picture."""

    IDLE = "idle", _("not started")
    RUN = "run", _("under way")
    SOON = "soon", _("due soon")
    LATE = "late", _("overdue")
    DONE = "done", _("done")
    STOP = "stop", _("ended")


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure on top of a page; `url` leads to what it was counted from. `value` may be text already worded."""

    value: object
    label: str
    url: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of a definition list. `url` makes its value a link."""

    label: str
    value: object
    url: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The table behind a picture: what it shows, in words and figures. Columns in `numbers` are set flush right."""

    head: Sequence[str]
    rows: Sequence[Sequence[object]]
    numbers: frozenset[int] = frozenset()
