"""English as in most of the world: day before month, 24 hours."""
