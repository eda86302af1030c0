"""Runs a function's unzipped asset in a Node process of its own, as Lambda does in a container of its own."""

import json
import os
import subprocess
import threading
import time
from concurrent.futures import TimeoutError as Late
from pathlib import Path

from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

from sluice_rehearsal.runtime_api import Invocation, RuntimeApi, StartError

RUNTIME = Path(__file__).parents[2] / "lambda-runtime.ts"
START_SECONDS = 10
"""https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html: the init phase is limited to 10 seconds."""

_handling: dict[str, tuple[subprocess.Popen, str]] = {}
"""By request id: the process that has an event now, and the event."""


def kill_whoever_handles(text: str) -> int:
    """SIGKILL for each process whose event holds the text. Returns how many there were."""
    found = [process for process, event in list(_handling.values()) if text in event]
    for process in found:
        process.kill()
    return len(found)


class NodeExecutor(RuntimeExecutor):
    """One execution environment: one process, one event at a time, warm between them, started anew after a crash."""

    def __init__(self, id, function_version):
        super().__init__(id, function_version)
        self._env: dict[str, str] = {}
        self._api: RuntimeApi | None = None
        self._process: subprocess.Popen | None = None
        self._lines: list[str] = []

    def start(self, env_vars):
        self._env = {name: str(value) for name, value in env_vars.items()}
        try:
            self._launch()
        except StartError as error:
            self._end()
            raise StatusErrorException("the handler could not be loaded", payload=error.payload) from error

    def stop(self):
        self._end()

    def invoke(self, payload):
        request_id = payload["invoke-id"]
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._launch()
        seconds = self.function_version.config.timeout
        started = time.monotonic()
        invocation = Invocation(
            request_id=request_id,
            arn=payload["invoked-function-arn"],
            payload=payload["payload"].encode(),
            trace_id=payload["trace-id"],
            deadline_ms=int((time.time() + seconds) * 1000),
        )
        _handling[request_id] = (self._process, payload["payload"])
        self._api.send(invocation)
        try:
            body, is_error = invocation.answer.result(timeout=seconds)
        except Late:
            self._end()
            body, is_error = _error("Sandbox.Timedout", f"{request_id} Task timed out after {seconds:.2f} seconds"), True
        finally:
            del _handling[request_id]
        self._wait_for_log(request_id)
        report = f"REPORT RequestId: {request_id}\tDuration: {(time.monotonic() - started) * 1000:.2f} ms"
        lines, self._lines = self._lines, []
        return InvocationResult(request_id, body, is_error=is_error, logs="\n".join([*lines, report]))

    def _wait_for_log(self, request_id):
        """The answer may be here before its lines are; a process that was killed writes no last one."""
        deadline = time.monotonic() + 1
        while self._process is not None and time.monotonic() < deadline:
            if f"END RequestId: {request_id}" in self._lines:
                return
            time.sleep(0.001)

    def _launch(self):
        self._api = RuntimeApi()
        code = self.function_version.config.code.get_unzipped_code_location()
        memory = int(self.function_version.config.memory_size)
        env = {
            **self._env,
            "PATH": os.environ["PATH"],
            "AWS_LAMBDA_RUNTIME_API": self._api.address,
            "AWS_EXECUTION_ENV": f"AWS_Lambda_{self.function_version.config.runtime}",
            "LAMBDA_TASK_ROOT": str(code),
            # Lambda's own Node runtime gives the heap nine tenths of the function's memory.
            "NODE_OPTIONS": f"{self._env.get('NODE_OPTIONS', '')} --max-old-space-size={memory * 9 // 10}".strip(),
        }
        self._process = subprocess.Popen(
            ["node", str(RUNTIME)], cwd=code, env=env, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        )
        threading.Thread(target=self._follow, args=(self._process, self._api), daemon=True).start()
        try:
            self._api.ready.result(timeout=START_SECONDS)
        except Late:
            raise StartError(_error("Sandbox.Timedout", f"not ready after {START_SECONDS} seconds")) from None

    def _follow(self, process, api):
        """Keeps what the process prints, also in a file, for LocalStack loses log lines; when it ends, whoever waits for it hears so."""
        with open(os.environ["SLUICE_FUNCTIONS_LOG"], "a", encoding="utf-8") as log:
            for line in process.stdout:
                self._lines.append(line.rstrip("\n"))
                log.write(line)
                log.flush()
        ended = _error("Runtime.ExitError", f"the runtime ended with exit status {process.wait()}")
        api.fail_start(ended)
        for request_id in list(api._under_way):
            api.settle(request_id, ended, is_error=True)

    def _end(self):
        process, api = self._process, self._api
        self._process = self._api = None
        if process is not None:
            process.kill()
            process.wait()
        if api is not None:
            api.close()

    def get_logs(self):
        return "\n".join(self._lines)

    def get_address(self):
        return "127.0.0.1"

    def get_endpoint_from_executor(self):
        return "127.0.0.1"

    def get_runtime_endpoint(self):
        return ""

    @classmethod
    def prepare_version(cls, function_version):
        function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version):
        """The asset's folder goes with the stand-in's own."""


def _error(kind: str, message: str) -> bytes:
    return json.dumps({"errorType": kind, "errorMessage": message}).encode()
