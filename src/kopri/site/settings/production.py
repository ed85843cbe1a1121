"""A real deployment: everything that matters comes from the environment; see docs/operate/deploy.md."""

import os

from kopri.llm.endpoint import endpoint_from
from kopri.site.settings import env
from kopri.site.settings.common import *  # noqa: F403
from kopri.site.settings.common import VAR_DIR

DEBUG = False
DEMO = False
SECRET_KEY = env.text("KOPRI_SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("KOPRI_SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("KOPRI_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'kopri.sqlite3'}")}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("KOPRI_EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("KOPRI_EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("KOPRI_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("KOPRI_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("KOPRI_EMAIL_TLS")

SECURE_SSL_REDIRECT = env.flag("KOPRI_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"

# Off unless KOPRI_LLM_URL names an endpoint.
KOPRI_LLM = endpoint_from(os.environ)
