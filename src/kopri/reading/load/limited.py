"""Reading files of strangers: in a process of its own, with limits on time and memory.

A parser that crashes, hangs or eats memory takes only that process with it.
"""

import json
import resource
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import kopri
from kopri.reading.load.files import MEGABYTES, load_bytes
from kopri.reading.load.loaded import Loaded, UnreadableError


def read_limited(data: bytes, name: str, *, seconds: int = 60, megabytes: int = 1024) -> Loaded:
    """Read a file's content in a fresh process.

    Args:
        data: its bytes; larger than 50 MB is refused at once.
        name: its name.
        seconds: of processor time, and of waiting.
        megabytes: of address space.

    Raises:
        UnreadableError: as `load_bytes` does, and when the process was stopped at a limit or crashed.
    """
    if len(data) > MEGABYTES * 1_000_000:
        return load_bytes(data, name)
    command = [sys.executable, "-m", __spec__.name if __spec__ else "kopri.reading.load.limited", name, str(seconds), str(megabytes)]
    environment = {"PYTHONPATH": str(Path(kopri.__file__).parents[1]), "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False, env=environment)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise UnreadableError(name, f"reading it took longer than {seconds} s.", "Give a smaller part of it.") from None
    answer = _answer(done.stdout)
    if answer is None:
        cause = f"was stopped (signal {-done.returncode})" if done.returncode < 0 else f"failed (status {done.returncode})"
        raise UnreadableError(
            name, f"reading it {cause}; the limits are {seconds} s and {megabytes} MB.", "Give a smaller part of it, or save it again."
        )
    if "reason" in answer:
        raise UnreadableError(name, answer["reason"], answer["advice"])
    return Loaded(**answer)


def _answer(output: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(output)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _limit(seconds: int, megabytes: int) -> None:
    size = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _child(name: str, seconds: int, megabytes: int) -> dict[str, Any]:
    _limit(seconds, megabytes)
    try:
        return asdict(load_bytes(sys.stdin.buffer.read(), name))
    except UnreadableError as error:
        return {"reason": error.reason, "advice": error.advice}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_child(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
