"""Addresses of the pages that look across rooms."""

from django.urls import path, register_converter

from kopri.site.overview import views

app_name = "overview"


class CountryConverter:
    """A country by its ISO 3166-1 alpha-3 code, in capitals."""

    regex = "[A-Z]{3}"

    def to_python(self, value: str) -> str:
        """The code."""
        return value

    def to_url(self, value: str) -> str:
        """The code."""
        return value


register_converter(CountryConverter, "iso3")

urlpatterns = [
    path("", views.home_view, name="home"),
    path("countries/", views.countries_view, name="countries"),
    path("countries/<iso3:code>/", views.country_view, name="country"),
    path("pairs/<iso3:one>-<iso3:other>/", views.pair_view, name="pair"),
    path("sectors/", views.sectors_view, name="sectors"),
    path("sectors/<slug:slug>/", views.sector_view, name="sector"),
    path("search/", views.search_view, name="search"),
]
