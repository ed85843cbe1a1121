"""Rows of the programme to and from the engine `iati`."""
