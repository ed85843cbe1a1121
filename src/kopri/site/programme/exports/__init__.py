"""Programme pages as files for the office."""
