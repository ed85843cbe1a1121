"""The questions the product asks of the programme: one file for each family of nouns."""
