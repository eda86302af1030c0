"""The Lambda Runtime API of one execution environment.

Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import json
import queue
import threading
from concurrent.futures import Future
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PREFIX = "/2018-06-01/runtime"


@dataclass
class Invocation:
    """One event on its way to the runtime, and the answer that it waits for."""

    request_id: str
    arn: str
    payload: bytes
    trace_id: str
    deadline_ms: int
    answer: Future = field(default_factory=Future)


class RuntimeApi:
    """Serves one runtime on a port of its own: it asks for the next event, and posts an answer or an error."""

    def __init__(self):
        self.ready: Future = Future()
        self._waiting: queue.SimpleQueue = queue.SimpleQueue()
        self._under_way: dict[str, Invocation] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def address(self) -> str:
        """host:port, as AWS_LAMBDA_RUNTIME_API has it."""
        host, port = self._server.server_address[:2]
        return f"{host}:{port}"

    def send(self, invocation: Invocation) -> None:
        self._under_way[invocation.request_id] = invocation
        self._waiting.put(invocation)

    def next(self) -> Invocation:
        """Blocks until there is an event; the first call says that the runtime is ready."""
        if not self.ready.done():
            self.ready.set_result(None)
        return self._waiting.get()

    def settle(self, request_id: str, body: bytes, *, is_error: bool) -> bool:
        """Returns whether that invocation was waited for."""
        invocation = self._under_way.pop(request_id, None)
        if invocation is None or invocation.answer.done():
            return False
        invocation.answer.set_result((body, is_error))
        return True

    def fail_start(self, body: bytes) -> None:
        if not self.ready.done():
            self.ready.set_exception(StartError(body))

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class StartError(Exception):
    """The runtime could not load its handler; `payload` is what it said."""

    def __init__(self, payload: bytes):
        super().__init__(payload.decode(errors="replace"))
        self.payload = payload


def _handler_for(api: RuntimeApi):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # An answer is two small writes: without this the second waits for the first one's acknowledgement.
        disable_nagle_algorithm = True

        def do_GET(self):
            if self.path != f"{PREFIX}/invocation/next":
                return self._answer(404, b"{}")
            invocation = api.next()
            headers = {
                "Lambda-Runtime-Aws-Request-Id": invocation.request_id,
                "Lambda-Runtime-Deadline-Ms": str(invocation.deadline_ms),
                "Lambda-Runtime-Invoked-Function-Arn": invocation.arn,
                "Lambda-Runtime-Trace-Id": invocation.trace_id,
            }
            return self._answer(200, invocation.payload, headers)

        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.path == f"{PREFIX}/init/error":
                api.fail_start(body)
                return self._answer(202, b"{}")
            parts = self.path.removeprefix(f"{PREFIX}/invocation/").split("/")
            if len(parts) != 2 or parts[1] not in ("response", "error"):
                return self._answer(404, b"{}")
            known = api.settle(parts[0], body, is_error=parts[1] == "error")
            return self._answer(202 if known else 400, json.dumps({"status": "OK"}).encode())

        def _answer(self, status, body, headers=None):
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """Nobody reads it."""

    return Handler
