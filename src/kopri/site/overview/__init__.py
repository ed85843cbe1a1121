"""The pages that look across rooms: home, country, country pair, sector, search."""
