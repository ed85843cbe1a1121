"""What reads Korean and Russian pages in place of the English readers."""

from typing import Final

from kopri.reading.figures import read_figures
from kopri.reading.initiatives import read_initiatives
from kopri.reading.tongues.agreements import read_agreements
from kopri.reading.tongues.commitments import read_commitments
from kopri.reading.tongues.events import read_events
from kopri.reading.tongues.names import LANGUAGES, find_names
from kopri.reading.tongues.organisations import read_organisations
from kopri.reading.tongues.posts import read_posts

TONGUE_READERS: Final = (read_figures, read_events, read_commitments, read_agreements, read_posts, read_organisations, read_initiatives)

__all__ = ["LANGUAGES", "TONGUE_READERS", "find_names"]
