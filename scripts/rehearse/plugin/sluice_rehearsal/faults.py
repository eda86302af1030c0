"""Faults that a rehearsal switches on and off: what the file SLUICE_FAULTS says goes wrong, does (../../faults.ts writes it).

| key | what goes wrong |
|---|---|
| `denied` | list of `operation`, `bucket`, `prefix`, `message`: such a request of S3 is answered AccessDenied |
| `refused` | list of `service`, `operation`, `message`: such a request is answered AccessDeniedException |
| `sizes` | by key: an object that is put there is said to have so many bytes |
| `kills` | by raw key: so many times the function that cleans it is killed, each time when its first part is written |
| `jobs` | `killed`: a Glue job's process is killed at once |
| `longestWait` | seconds: a Wait of a state machine takes no longer |

Requests of S3 for keys that a fault names stand in SLUICE_FAULTS_LOG, a line of JSON each.
"""

import json
import os
import threading
from pathlib import Path

from localstack.aws import handlers
from localstack.aws.api import CommonServiceException
from localstack.services.s3.models import s3_stores
from localstack.services.stepfunctions.asl.component.state.state_wait.wait_function.wait_function import WaitFunction

from sluice_rehearsal import node_executor

_FILE = Path(os.environ.get("SLUICE_FAULTS", os.devnull))
_LOG = Path(os.environ.get("SLUICE_FAULTS_LOG", os.devnull))
_killed: dict[str, int] = {}
_turn = threading.Lock()


def read() -> dict:
    """What goes wrong now; nothing where there is no file. The rehearsal replaces it in one step."""
    try:
        return json.loads(_FILE.read_text() or "{}")
    except FileNotFoundError:
        return {}


def before_request(chain, context, response) -> None:
    """Refuses a request before its service sees it."""
    if context.service is None or context.operation is None:
        return
    service, operation = context.service.service_name, context.operation.name
    now = read()
    for fault in now.get("refused", ()):
        if (fault["service"], fault["operation"]) == (service, operation):
            raise CommonServiceException("AccessDeniedException", fault["message"], status_code=403)
    if service != "s3":
        return
    bucket, key = _place(context)
    _note(now, operation, key)
    for fault in now.get("denied", ()):
        if (fault["operation"], fault["bucket"]) == (operation, bucket) and key.startswith(fault["prefix"]):
            raise CommonServiceException("AccessDenied", fault["message"], status_code=403)


def after_request(chain, context, response) -> None:
    """What follows a write that has been done, before whoever wrote hears of it."""
    if context.service is None or context.operation is None or context.service.service_name != "s3":
        return
    if context.operation.name != "PutObject" or response.status_code != 200:
        return
    bucket, key = _place(context)
    now = read()
    # The raw object alone: what comes of it in other buckets has its key as a prefix.
    if (size := now.get("sizes", {}).get(key)) is not None:
        s3_stores[context.account_id][context.region].buckets[bucket].objects.get(key).size = size
    for file, times in now.get("kills", {}).items():
        if key.startswith(f"{file}/") and "/part-" in key:
            with _turn:
                if _killed.get(file, 0) >= times:
                    continue
                _killed[file] = _killed.get(file, 0) + 1
            _write({"killed": file, "wrote": key, "processes": node_executor.kill_whoever_handles(file)})


def _place(context) -> tuple[str, str]:
    request = context.service_request or {}
    return request.get("Bucket", ""), request.get("Key", "")


def _note(now: dict, operation: str, key: str) -> None:
    named = [*(fault["prefix"] for fault in now.get("denied", ())), *now.get("sizes", {}), *now.get("kills", {})]
    if any(name in key for name in named):
        _write({"operation": operation, "key": key})


def _write(line: dict) -> None:
    with _turn, _LOG.open("a") as log:
        log.write(f"{json.dumps(line)}\n")


def install() -> None:
    handlers.serve_custom_service_request_handlers.append(before_request)
    handlers.run_custom_response_handlers.append(after_request)
    wait = WaitFunction._wait_interval

    def _wait_interval(self, env, wait_seconds):
        wait(self, env, min(wait_seconds, read().get("longestWait", wait_seconds)))

    WaitFunction._wait_interval = _wait_interval
