"""A language model's endpoint as bad as they come: what it does next is told by `plan`, the last entry for ever."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "fake-model-2026-11-01"


class FakeServer(ThreadingHTTPServer):
    """Keeps what it was asked: path, headers, body."""

    daemon_threads = True

    def __init__(self, plan: list[Any]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.plan, self.asked = plan, []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def next_step(self) -> Any:
        return self.plan.pop(0) if len(self.plan) > 1 else self.plan[0]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A line that was cut from the other side is what the tests are about."""


class Handler(BaseHTTPRequestHandler):
    """A step is a list of proposals, words to answer with, a status, or the name of a bad habit."""

    server: FakeServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), json.loads(body)))
        step = self.server.next_step()
        if isinstance(step, int):
            self.reply(step, b'{"error": {"message": "no"}}')
        elif isinstance(step, bytes):
            self.reply(200, step)
        elif isinstance(step, str) and step.startswith("!"):
            getattr(self, step[1:])()
        else:
            self.reply(200, self.answer(step if isinstance(step, str) else json.dumps({"statements": step}, ensure_ascii=False)))

    def answer(self, text: str) -> bytes:
        if self.path.endswith("/messages"):
            return json.dumps({"model": MODEL, "content": [{"type": "text", "text": text}]}).encode()
        return json.dumps({"model": MODEL, "choices": [{"message": {"content": text}}]}).encode()

    def reply(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def stall(self) -> None:
        """Says nothing."""
        time.sleep(3)

    def drip(self) -> None:
        """A byte now and then, for ever."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(60):
            self.wfile.write(b" ")
            time.sleep(0.05)

    def close(self) -> None:
        """Hangs up without a word."""
        self.request.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        """Promises more than it sends."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{}")
        self.request.shutdown(socket.SHUT_RDWR)

    def flood(self) -> None:
        """Never stops."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(100):
            self.wfile.write(b"x" * 100_000)

    def redirect(self) -> None:
        """Sends the text elsewhere."""
        self.send_response(307)
        self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@contextmanager
def fake_server(*plan: Any) -> Iterator[FakeServer]:
    """A server that follows the plan."""
    server = FakeServer(list(plan))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
