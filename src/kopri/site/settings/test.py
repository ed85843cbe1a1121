"""The tests: SQLite in memory, or the PostgreSQL that DATABASE_URL names; tasks run at once; no manifest of static files."""

from kopri.site.settings import env
from kopri.site.settings.common import *  # noqa: F403
from kopri.site.settings.common import STORAGES, VAR_DIR

DEBUG = False
DEMO = False
SECRET_KEY = "tests only"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'test.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 0  # no thread of a live server keeps the test database open
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Tests put rows into the database without a service, so that no page knows of them; those about kept pages turn it on.
KOPRI_KEEP_PAGES = False
STORAGES = {
    **STORAGES,
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Tests that are about the second factor turn it on.
KOPRI_SECOND_FACTOR_REQUIRED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# Static files are served from where they lie: nothing is gathered for a test.
WHITENOISE_AUTOREFRESH = True
