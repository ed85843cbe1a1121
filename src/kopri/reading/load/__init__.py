"""Files become text: one module for each format, chosen by `files`. For files of strangers see `limited`."""

from kopri.reading.load.files import load_bytes, load_path, walk
from kopri.reading.load.loaded import Loaded, UnreadableError

__all__ = ["Loaded", "UnreadableError", "load_bytes", "load_path", "walk"]
