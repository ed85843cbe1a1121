"""`./run demo`: one machine, SQLite under var/, mail to the console."""

from kopri.site.settings import env
from kopri.site.settings.common import *  # noqa: F403
from kopri.site.settings.common import VAR_DIR

DEBUG = False
DEMO = True
SECRET_KEY = "demonstration only: this key is public"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'demo.sqlite3'}")}
