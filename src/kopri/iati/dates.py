"""Dates and times of the standard: xsd:date and xsd:dateTime, with or without a time zone."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

FORM: Final = re.compile(
    r"\s*(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?)?(?:(Z)|([+-])(\d\d):(\d\d))?\s*",
)


@lru_cache(maxsize=4096)
def instant(text: str) -> datetime | None:
    """The instant a date or time begins, in UTC where no zone is written; None if it is none.

    >>> instant("2017-02-06+08:00").isoformat()
    '2017-02-06T00:00:00+08:00'
    """
    found = FORM.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, fraction, _, sign, zone_hours, zone_minutes = found.groups()
    zone = UTC
    if sign:
        offset = timedelta(hours=int(zone_hours), minutes=int(zone_minutes))
        zone = timezone(-offset if sign == "-" else offset) if offset < timedelta(hours=24) else UTC
    micros = int((fraction or "0")[:6].ljust(6, "0"))
    try:
        return datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), micros, zone)
    except ValueError:
        return None
