"""Every address of the site."""

from django.urls import include, path

from kopri.site.api import api
from kopri.site.base.views import set_language_view

urlpatterns = [
    path("", include("kopri.site.overview.urls")),
    path("", include("kopri.site.programme.urls")),
    path("", include("kopri.site.record.urls")),
    path("", include("kopri.site.base.urls")),
    path("account/", include("kopri.site.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("language/", set_language_view, name="set_language"),
    path("api/", api.urls),
]
