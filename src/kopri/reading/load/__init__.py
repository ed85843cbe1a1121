"""Files become text: one module for each format. `load_path`, `load_bytes` and `walk` are in `files`."""

from kopri.reading.load.loaded import Loaded, UnreadableError

__all__ = ["Loaded", "UnreadableError"]
