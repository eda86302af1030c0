"""Runs a Glue job's deployed files on the Spark of this machine; moto alone would only say that they had run.

The state of a run is that of its process: RUNNING until it ends, then SUCCEEDED or FAILED. It is killed with the execution that waits for it, as Step
Functions stops a job of `.sync`: https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-sync
"""

import json
import os
import subprocess
import threading
from pathlib import Path

from localstack.aws import handlers
from moto.glue.models import FakeJob, FakeJobRun

from sluice_rehearsal import faults

HOST = Path(__file__).parents[2] / "glue-job-host.py"

_start = FakeJob.start_job_run
_processes: dict[str, subprocess.Popen] = {}


def _start_job_run(job: FakeJob, **given) -> str:
    run_id = _start(job, **given)
    [run] = [one for one in job.job_runs if one.job_run_id == run_id]
    run.process = _launch(job, run)
    _processes[run.arguments["--run"]] = run.process
    if faults.read().get("jobs") == "killed":
        run.process.kill()
    threading.Thread(target=run.process.wait, daemon=True).start()
    return run_id


def _launch(job: FakeJob, run: FakeJobRun) -> subprocess.Popen:
    """SLUICE_JOB says by which Python, with which jar and in which folder."""
    told = json.loads(os.environ["SLUICE_JOB"])
    environment = {**os.environ, **told["environment"]}
    for name in ("PYTHONPATH", "LOCALSTACK_HOST"):
        environment.pop(name, None)
    folder = Path(told["folder"])
    with (folder / f"{run.arguments['--run']}.log").open("w") as log:
        return subprocess.Popen(
            [told["python"], str(HOST), told["jar"], str(folder), json.dumps(run.arguments)],
            env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, cwd=folder,
        )


def _status(run: FakeJobRun) -> str:
    code = run.process.poll()
    if code is None:
        return "RUNNING"
    return "SUCCEEDED" if code == 0 else "FAILED"


def _stop_with_execution(chain, context, response) -> None:
    """A run has the name of its execution."""
    if context.service is None or context.operation is None or response.status_code != 200:
        return
    if (context.service.service_name, context.operation.name) != ("stepfunctions", "StopExecution"):
        return
    process = _processes.get(context.service_request["executionArn"].rpartition(":")[2])
    if process is not None:
        process.kill()


def install() -> None:
    """Only where SLUICE_JOB says how: else a job is what moto makes of it."""
    if "SLUICE_JOB" not in os.environ:
        return
    FakeJob.start_job_run = _start_job_run
    handlers.run_custom_response_handlers.append(_stop_with_execution)
    FakeJobRun.status = property(_status, lambda run, status: None)
