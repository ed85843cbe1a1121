"""Addresses of the app `base`."""

from django.urls import path

from kopri.site.base import views

app_name = "base"

urlpatterns = [
    path("healthz", views.healthz_view, name="healthz"),
    path("robots.txt", views.robots_view, name="robots"),
    path("activity/", views.activity_view, name="activity"),
    path("-/components/", views.components_view, name="components"),
]
