"""Pages of the record: one file for each noun."""
