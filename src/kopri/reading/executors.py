"""Who reads the shards of an archive: a pool of processes on this machine, or Ray. The same function reads a shard either way."""

import datetime as dt
import multiprocessing as mp
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection
from pathlib import Path
from typing import Any, Final

from kopri.reading.shards import Json, ShardError, count_rows, read_shard

TICK: Final = 0.5
Outcome = tuple[Path, Json | ShardError]
Executor = Callable[[Sequence[Path], Path, int, Callable[[int], None]], Iterator[Outcome]]


def read_with_pool(paths: Sequence[Path], folder: Path, workers: int, progress: Callable[[int], None]) -> Iterator[Outcome]:
    """Read shards in processes of this machine.

    Args:
        paths: Parquet files, of different names.
        folder: where the output goes.
        workers: how many processes.
        progress: called twice a second with the number of documents done so far.

    Yields:
        each shard with its manifest, or with what is wrong with it, as they finish.

    Raises:
        ShardError: if a process was killed; shards that are finished stay so.
    """
    context = mp.get_context("spawn")
    counter = context.Value("q", 0)
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(counter,)) as pool:
        tasks = {pool.submit(_read_counted, path, folder): path for path in paths}
        waiting: set[Future[Json]] = set(tasks)
        while waiting:
            done, waiting = wait(waiting, timeout=TICK, return_when=FIRST_COMPLETED)
            progress(counter.value)
            yield from ((tasks[task], _outcome(task)) for task in done)


def _outcome(task: Future[Json]) -> Json | ShardError:
    try:
        return task.result()
    except ShardError as error:
        return error
    except BrokenProcessPool as error:
        raise ShardError(
            "a reading process was killed, perhaps for want of memory: run the command again, what is finished stays"
        ) from error


_counter: Any = None


def _begin(counter: Any) -> None:  # noqa: ANN401, RUF100
    """A process of the pool ends with the one that started it, even if that one is killed."""
    global _counter  # noqa: PLW0603 – a shared counter reaches a process of a pool only by its initializer
    _counter = counter
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = mp.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _read_counted(path: Path, folder: Path) -> Json:
    return read_shard(path, folder, _count)


def _count(documents: int) -> None:
    with _counter.get_lock():
        _counter.value += documents


def read_with_ray(paths: Sequence[Path], folder: Path, workers: int, progress: Callable[[int], None]) -> Iterator[Outcome]:
    """As `read_with_pool`, by Ray: on the cluster RAY_ADDRESS names, else on this machine. Files must be within reach of all workers.

    Raises:
        ShardError: if the package ray is absent.
    """
    try:
        import ray
    except ImportError as error:
        raise ShardError("the executor ray needs the package ray: pip install 'kopri[ray]', or use --executor pool") from error
    cluster = bool(os.environ.get("RAY_ADDRESS"))
    ray.init(ignore_reinit_error=True, log_to_driver=False, **({} if cluster else {"num_cpus": workers, "include_dashboard": False}))
    try:
        remote = ray.remote(read_shard)
        tasks = {remote.remote(path.resolve(), folder.resolve()): path for path in paths}
        waiting, documents = list(tasks), 0
        while waiting:
            (done,), waiting = ray.wait(waiting)
            outcome = _ray_outcome(ray, done)
            if not isinstance(outcome, ShardError):
                documents += outcome["counts"]["read"]
                progress(documents)
            yield tasks[done], outcome
    finally:
        ray.shutdown()


def _ray_outcome(ray: Any, task: Any) -> Json | ShardError:  # noqa: ANN401, RUF100
    try:
        manifest: Json = ray.get(task)
        return manifest
    except ray.exceptions.RayTaskError as error:
        return ShardError(str(error.cause))


EXECUTORS: Final[dict[str, Executor]] = {"pool": read_with_pool, "ray": read_with_ray}


def read_archive(paths: Sequence[Path], folder: Path, executor: str, workers: int, show: Callable[[str], None]) -> Iterator[Outcome]:
    """Read the shards of an archive; those that are finished are not read again.

    Args:
        paths: Parquet files.
        folder: where the output goes; it is made if it is not there.
        executor: "pool" or "ray".
        workers: how many processes.
        show: takes a line that says how far it is, how fast, and how long it will take.

    Yields:
        each shard with its manifest, or with what is wrong with it.

    Raises:
        ShardError: if two shards have one name, or the executor cannot work.
    """
    names = Counter(path.stem for path in paths)
    twice = next((name for name, count in names.items() if count > 1), None)
    if twice is not None:
        raise ShardError(f"{twice}: two shards have this name, and each writes {twice}.jsonl.gz: rename one of them")
    folder.mkdir(parents=True, exist_ok=True)
    good, total = [], 0
    for path in paths:
        try:
            total += count_rows(path)
            good.append(path)
        except ShardError as error:
            yield path, error
    begin = time.monotonic()
    if good:
        yield from EXECUTORS[executor](good, folder, workers, lambda done: show(how_far(done, total, time.monotonic() - begin)))


def how_far(done: int, total: int, seconds: float) -> str:
    """Documents done, how many a second, and the time left.

    >>> how_far(500, 2000, 10.0)
    '500 of 2,000 documents, 50 a second, 0:00:30 left'
    """
    rate = done / seconds if seconds else 0.0
    left = dt.timedelta(seconds=round((total - done) / rate)) if rate else "unknown time"
    return f"{done:,} of {total:,} documents, {rate:.0f} a second, {left} left"
