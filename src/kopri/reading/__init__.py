"""The engine `reading`: a document in, statements and warnings out. Pure: see `docs/engines/reading.md`."""
