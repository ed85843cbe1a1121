"""The API: one router for each app, OpenAPI at /api/docs."""

from ninja import NinjaAPI

from kopri import __version__
from kopri.site.programme.api import router as programme_router
from kopri.site.record.api import router as record_router

api = NinjaAPI(title="kopri", version=__version__, description="Read access to the register.")

api.add_router("", record_router)
api.add_router("", programme_router)
