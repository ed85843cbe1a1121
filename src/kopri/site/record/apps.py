"""The app `record`."""

from typing import Final

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SEEN_LATER: Final = (
    "document.added",
    "document.assigned",
    "document.queued",
    "error_report.answered",
    "error_report.sent",
    "note.written",
    "statement.accepted",
)


class RecordConfig(AppConfig):
    """Puts its pages into the navigation."""

    name = "kopri.site.record"
    label = "record"

    def ready(self) -> None:
        """Register with the rooms below."""
        from kopri.site.record import open_tables, search

        open_tables.register()
        register_desk()
        register_public_pages()
        search.register()


def register_desk() -> None:
    """Documents and their review; what waits at the desk; what the record knows of a person."""
    from kopri.site.accounts.rules import is_staff_of_record
    from kopri.site.base.registry import NavItem, navigation, people, seen_later, work
    from kopri.site.record import work as desk

    navigation.add(NavItem(_("Review"), "record:review", 5, ("/review/",), is_staff_of_record))
    navigation.add(NavItem(_("Documents"), "record:documents", 40, ("/documents/",)))
    work.add(desk.source)
    people.add(desk.handler)
    for verb in SEEN_LATER:
        seen_later.add(verb)


def register_public_pages() -> None:
    """What everybody can look up: in the navigation what is asked for most, in the footer the rest."""
    from kopri.site.base.registry import NavItem, footer, navigation

    navigation.add(NavItem(_("Statements"), "record:statements", 20, ("/statements/", "/s/")))
    navigation.add(NavItem(_("Series"), "record:series_list", 50, ("/series/", "/contradictions/")))
    navigation.add(NavItem(_("People"), "record:people", 60, ("/people/",)))
    footer.add(NavItem(_("Contradictions"), "record:contradictions", 10))
    footer.add(NavItem(_("Warnings"), "record:warnings", 20))
    footer.add(NavItem(_("Sources"), "record:sources", 30))
    footer.add(NavItem(_("Method"), "record:method", 40))
    footer.add(NavItem(_("Open data"), "record:open_data", 50))
    footer.add(NavItem(_("Feed of changes"), "record:feed", 60))
