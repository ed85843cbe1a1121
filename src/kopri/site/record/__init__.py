"""Sources, documents, statements, review, series: what was said and where it stands."""
