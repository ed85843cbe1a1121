"""Template tags of the app `record`."""
