"""Addresses of the programme."""

from django.urls import URLPattern, path

from kopri.site.programme.views import milestones, money, portfolio, projects, status

app_name = "programme"

urlpatterns: list[URLPattern] = [
    # Plans, projects, status report
    path("projects/", projects.projects_view, name="projects"),
    path("projects/<slug:reference>/", projects.project_view, name="project"),
    path("projects/<slug:reference>/money/", projects.project_money_view, name="project_money"),
    path("projects/<slug:reference>/results/", projects.project_results_view, name="project_results"),
    path("projects/<slug:reference>/places/", projects.project_places_view, name="project_places"),
    path("milestones/", milestones.milestones_view, name="milestones"),
    path("portfolio/", portfolio.portfolio_view, name="portfolio"),
    path("rates/", money.rates_view, name="rates"),
    path("status/", status.status_view, name="status"),
]
