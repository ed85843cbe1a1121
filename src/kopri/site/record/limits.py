"""How often somebody may do something without an account: counted in the cache, so that it holds over processes."""

from dataclasses import dataclass
from typing import Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` within `seconds`."""

    name: str
    times: int
    seconds: int

    def allows(self, *who: str) -> bool:
        """Counts one more for `who` and says whether that is still within the limit. Nobody's address is kept, only a hash."""
        key = "limit:" + salted_hmac("kopri.limit", "|".join((self.name, *who)), algorithm="sha256").hexdigest()[:32]
        cache.add(key, 0, self.seconds)
        try:
            return int(cache.incr(key)) <= self.times
        except ValueError:
            return True


REPORTS_ON_ONE: Final = Limit("reports-on-one-statement", 3, 3600)
REPORTS_BY_ONE: Final = Limit("reports-by-one-address", 20, 24 * 3600)


def may_report(request: HttpRequest, reference: str) -> bool:
    """Whether one more report on a statement may be sent from where this request came from."""
    who = get_adapter().get_client_ip(request)
    return REPORTS_ON_ONE.allows(who, reference) and REPORTS_BY_ONE.allows(who)
