"""How long does it take to index 100,000 entries, and to answer a query over them?

    .venv/bin/python bench/search.py [ENTRIES]

A database of its own (SQLite in a temporary folder, or the PostgreSQL that DATABASE_URL names, which must be empty) is filled with
invented entries: 30 words each, drawn by Zipf's law from 20,000. The best and worst of seven runs of each query are shown.
"""

import itertools
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime

WORDS = ["trade", "investment", "투자", "сотрудничество", *(f"name{i}" for i in range(20_000))]
QUERIES = [
    "trade",
    "trade investment",
    "투자",
    "trade investment 투자 сотрудничество",
    "name15000",
    "trade name12345",
    "inv",
    "trade nowhere",
]
RUNS = 7


def main(entries: int) -> None:
    """Fill, ask, tell."""
    with tempfile.TemporaryDirectory(prefix="kopri-search-") as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/search.sqlite3")
        os.environ["KOPRI_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "kopri.site.settings.test"
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        print(connection.vendor)
        fill(entries)
        for query in QUERIES:
            ask(query)


def fill(entries: int) -> None:
    """Index invented entries."""
    from kopri.site.base.models import SearchPosting
    from kopri.site.base.search_index import Findable, index_entries

    chance = random.Random(1)
    likelihood = list(itertools.accumulate(1 / (i + 1.5) for i in range(len(WORDS))))

    def invented() -> Iterator[Findable]:
        for i in range(entries):
            words = chance.choices(WORDS, cum_weights=likelihood, k=30)
            at = datetime(2010 + i % 16, 1, 1, tzinfo=UTC)
            audience = "public" if i % 7 else "staff"
            yield Findable("statement", str(i), f"/s/{i}", " ".join(words[:8]), text=" ".join(words), audience=audience, at=at)

    started = time.perf_counter()
    index_entries(invented())
    print(f"{entries:,} entries, {SearchPosting.objects.count():,} postings indexed in {time.perf_counter() - started:.0f} s")


def ask(query: str) -> None:
    """Time one query."""
    from kopri.site.base.search import search

    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        result = search(query, None)
        times.append(1000 * (time.perf_counter() - started))
    found = f"{'at least ' if result.at_least else ''}{result.total:,} found"
    print(f"{query:<45} {min(times):6.1f} – {max(times):6.1f} ms   {found}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
