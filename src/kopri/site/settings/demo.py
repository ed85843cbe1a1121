"""`./run demo`: one machine, SQLite under var/, mail to the console."""

from kopri.site.settings import env
from kopri.site.settings.common import *  # noqa: F403
from kopri.site.settings.common import VAR_DIR

DEBUG = False
DEMO = True
SECRET_KEY = "demonstration only: this key is public"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'demo.sqlite3'}")}

# The demonstration accounts work at once: no letter to wait for, no second factor asked, passkeys over http on localhost.
ACCOUNT_EMAIL_VERIFICATION = "optional"
KOPRI_SECOND_FACTOR_REQUIRED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
