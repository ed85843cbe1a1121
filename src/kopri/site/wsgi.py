"""The WSGI entry point: `gunicorn kopri.site.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kopri.site.settings.production")

application = get_wsgi_application()
