"""The app `programme`."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Puts its pages into the navigation."""

    name = "kopri.site.programme"
    label = "programme"

    def ready(self) -> None:
        """Register with the rooms below."""
        from kopri.site.programme import open_tables

        open_tables.register()
        register_commitments()
        register_projects()
        register_reports()


def register_projects() -> None:
    """Projects, plans and the status report: in the navigation, on the pages of countries, sectors and home, in search."""
    from django.utils.translation import gettext_lazy as _

    from kopri.site.base.registry import NavItem, footer, navigation, panels, work
    from kopri.site.programme import project_panels, project_search

    navigation.add(NavItem(_("Status"), "programme:status", 8, ("/status/",)))
    navigation.add(NavItem(_("Projects"), "programme:projects", 14, ("/projects/", "/milestones/", "/portfolio/", "/plans/")))
    footer.add(NavItem(_("Plans"), "programme:plans", 2))
    footer.add(NavItem(_("Milestones"), "programme:milestones", 3))
    footer.add(NavItem(_("Portfolio"), "programme:portfolio", 4))
    footer.add(NavItem(_("Rates"), "programme:rates", 5))
    for panel in project_panels.panels:
        panels.add(panel)
    work.add(project_panels.work)
    project_search.register()


def register_commitments() -> None:
    """Commitments, editions, texts, contacts and bodies: in the navigation, on pages of other rooms, in the search, as work that waits."""
    from django.utils.translation import gettext_lazy as _

    from kopri.site.base.registry import NavItem, footer, navigation, people, work
    from kopri.site.programme import panels, search
    from kopri.site.programme import work as waiting

    navigation.add(NavItem(_("Commitments"), "programme:commitments", 10, ("/commitments/", "/texts/")))
    navigation.add(NavItem(_("Editions"), "programme:editions", 15, ("/editions/", "/bodies/", "/contacts/", "/sessions/")))
    footer.add(NavItem(_("Bodies"), "programme:bodies", 4))
    footer.add(NavItem(_("Adopted texts"), "programme:texts", 2))
    footer.add(NavItem(_("Contacts"), "programme:contacts", 3))
    work.add(waiting.source)
    people.add(waiting.handler)
    panels.register()
    search.register()


def register_reports() -> None:
    """The desk for reports in the navigation of those who keep the register; reports that wait, on the home page."""
    from django.utils.translation import gettext_lazy as _

    from kopri.site.accounts.rules import is_staff_of_record
    from kopri.site.base.registry import NavItem, navigation, work
    from kopri.site.programme import work as waiting

    navigation.add(NavItem(_("Reports"), "programme:reporting", 16, ("/reporting/",), is_staff_of_record))
    work.add(waiting.reports)
