"""What downloads and the API give of the programme: one file for each family of nouns."""
