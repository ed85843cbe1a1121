"""Forms of the programme: one file for each family of nouns."""
