"""Pages of the programme: one file for each noun."""
