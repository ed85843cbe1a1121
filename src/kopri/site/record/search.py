"""What of the record can be found: documents and statements. The public finds what it may see, the desk the whole text."""
