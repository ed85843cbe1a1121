"""The day a page is asked about: today, or an earlier one by `?as_of=YYYY-MM-DD`."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.http import HttpRequest
from django.utils import timezone

from kopri.site.accounts.querysets import today as forum_today


@dataclass(frozen=True, slots=True)
class AskedDay:
    """A day of the forum's calendar. `problem` holds what was asked if it is no day that has been."""

    day: date
    is_past: bool = False
    problem: str = ""

    @property
    def moment(self) -> datetime | None:
        """The end of a past day in the forum's time zone; None stands for now."""
        return datetime.combine(self.day, time.max, tzinfo=timezone.get_default_timezone()) if self.is_past else None


def asked_day(request: HttpRequest) -> AskedDay:
    """The day asked for; today where none is, or where it is no day or lies ahead."""
    today, asked = forum_today(), request.GET.get("as_of", "").strip()
    if not asked:
        return AskedDay(today)
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return AskedDay(today, problem=asked[:40])
    if day > today:
        return AskedDay(today, problem=asked[:40])
    return AskedDay(day, is_past=day < today)
