"""What is always so."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from kopri.llm.endpoint import Endpoint
from kopri.site.settings import env
from kopri.site.settings.accounts import *  # noqa: F403

SITE_DIR = Path(__file__).resolve().parent.parent
DEMO_DATA = Path(env.text("KOPRI_DEMO_DATA", str(Path.cwd() / "data" / "demo")))
VAR_DIR = Path(env.text("KOPRI_VAR", str(Path.cwd() / "var")))

INSTALLED_APPS = [
    "kopri.site.base",
    "kopri.site.accounts",
    "kopri.site.record",
    "kopri.site.programme",
    "kopri.site.overview",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kopri.site.accounts.middleware.own_language_and_time",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kopri.site.base.whole_pages.whole_pages",
    "kopri.site.accounts.middleware.session_limits",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kopri.site.accounts.middleware.second_factor",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "kopri.site.urls"
WSGI_APPLICATION = "kopri.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kopri.site.base.context.site",
            ],
        },
    }
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("ko", _("Korean")),
    ("ru", _("Russian")),
    ("kk", _("Kazakh")),
    ("uz", _("Uzbek")),
    ("ky", _("Kyrgyz")),
    ("tg", _("Tajik")),
    ("tk", _("Turkmen")),
]
LOCALE_PATHS = [SITE_DIR / "locale"]
FORMAT_MODULE_PATH = "kopri.site.formats"
TIME_ZONE = "Asia/Seoul"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kopri_cache"}}
# Visitors get the page made for the last visitor as long as nothing has changed.
KOPRI_KEEP_PAGES = True
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# Uploads above this are refused by the form; a request may be a little larger.
UPLOAD_LIMIT_MB = 50
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# The form takes a hundred and says so beside the field; what is far more is refused before it is read.
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("KOPRI_EMAIL_FROM", "kopri@localhost")

# The address of the site as the world sees it: used in permalinks, feeds and citations.
# The language model that may propose statements: none, unless a real deployment names one (settings/production.py).
KOPRI_LLM: Endpoint | None = None
SITE_URL = env.text("KOPRI_SITE_URL", "http://localhost:8000")
KOPRI_IATI_ORGANISATION = env.text("KOPRI_IATI_ORGANISATION", "XX-KOPRI-DEMO")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"tokens": {"()": "kopri.site.programme.masking.MaskTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["tokens"]}},
    "loggers": {
        "kopri": {"handlers": ["console"], "level": "INFO"},
        "django_tasks": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django_tasks_db": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
