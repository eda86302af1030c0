"""Athena that answers: queries over the tables that the job published, as far as Lake Formation lets the role that asks.

The rows are those of the job's own Iceberg tables, which `glue-job-host.py` lists in tables.json after each run; DuckDB (../../athena-engine.ts)
computes, so the SQL has to be what Trino and DuckDB both take. A workgroup's settings hold: where answers go, and what a query may read.
"""

import csv
import io
import json
import os
import re
import subprocess
import threading
import uuid
from datetime import UTC, datetime
from pathlib import Path

from localstack.aws.api import CommonServiceException
from localstack.aws.connect import connect_to

from sluice_rehearsal import lake_grants
from sluice_rehearsal.caller import caller_arn, role_arn

ENGINE = Path(__file__).parents[2] / "athena-engine.ts"

_executions: dict[str, dict] = {}
_results: dict[str, dict] = {}
_turn = threading.Lock()
_engine: list[subprocess.Popen] = []


def _refused(message: str) -> CommonServiceException:
    return CommonServiceException("InvalidRequestException", message, status_code=400)


def start_query_execution(context, request):
    clients = connect_to(aws_access_key_id=context.account_id, region_name=context.region)
    name = request.get("WorkGroup", "primary")
    settings = _settings(clients, name)
    output = request.get("ResultConfiguration", {}).get("OutputLocation")
    if settings.get("EnforceWorkGroupConfiguration") or output is None:
        output = settings.get("ResultConfiguration", {}).get("OutputLocation")
    if output is None:
        raise _refused("No output location provided. An output location is required.")
    query_id = str(uuid.uuid4())
    given = request.get("QueryExecutionContext", {})
    _executions[query_id] = {
        "QueryExecutionId": query_id,
        "Query": request["QueryString"],
        "StatementType": "DML",
        "WorkGroup": name,
        "QueryExecutionContext": given,
        "ResultConfiguration": {"OutputLocation": f"{output.rstrip('/')}/{query_id}.csv"},
        "Status": {"State": "RUNNING", "SubmissionDateTime": datetime.now(UTC)},
    }
    role = role_arn(caller_arn(context))
    threading.Thread(target=_run, args=(clients, query_id, role, settings), daemon=True).start()
    return {"QueryExecutionId": query_id}


def _settings(clients, name: str) -> dict:
    groups = [one["Name"] for one in clients.athena.list_work_groups()["WorkGroups"]]
    if name not in groups:
        raise _refused(f"WorkGroup {name} is not found.")
    group = clients.athena.get_work_group(WorkGroup=name)["WorkGroup"]
    if group.get("State") == "DISABLED":
        raise _refused(f"WorkGroup {name} is disabled.")
    return group.get("Configuration", {})


def _run(clients, query_id: str, role: str, settings: dict) -> None:
    execution = _executions[query_id]
    database = execution["QueryExecutionContext"].get("Database")
    try:
        seen = [one for one in lake_grants.tables_of(clients, role) if _names(execution["Query"], one["name"])]
        published = _published()
        for one in seen:
            one["files"] = published.get(one["database"], {}).get(one["name"], [])
        scanned = sum(os.path.getsize(path) for one in seen for path in one["files"])
        execution["Statistics"] = {"DataScannedInBytes": scanned}
        limit = settings.get("BytesScannedCutoffPerQuery")
        if limit is not None and scanned > limit:
            return _end(execution, "CANCELLED", f"Bytes scanned limit was exceeded: {scanned} of {limit}")
        answer = _ask({"sql": execution["Query"], "database": database, "tables": seen})
        if "error" in answer:
            return _end(execution, "FAILED", answer["error"])
        _keep(clients, execution["ResultConfiguration"]["OutputLocation"], answer, settings)
        _results[query_id] = answer
        _end(execution, "SUCCEEDED")
    except Exception as error:  # Whatever it is, the query has ended.
        _end(execution, "FAILED", f"{type(error).__name__}: {error}")


def _names(sql: str, table: str) -> bool:
    return re.search(rf"\b{re.escape(table)}\b", sql, re.IGNORECASE) is not None


def _published() -> dict:
    """What readers get, by database and table: absolute paths of data files."""
    if "SLUICE_JOB" not in os.environ:
        return {}
    listed = Path(json.loads(os.environ["SLUICE_JOB"])["folder"]) / "tables.json"
    return json.loads(listed.read_text()) if listed.exists() else {}


def _ask(query: dict) -> dict:
    """One query after the other: the engine answers in order."""
    with _turn:
        if not _engine or _engine[0].poll() is not None:
            _engine[:] = [
                subprocess.Popen(
                    ["node", str(ENGINE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                    env={name: value for name, value in os.environ.items() if name != "LOCALSTACK_HOST"},
                )
            ]
        engine = _engine[0]
        engine.stdin.write(json.dumps(query) + "\n")
        engine.stdin.flush()
        line = engine.stdout.readline()
    if line == "":
        return {"error": "GENERIC_INTERNAL_ERROR: the engine ended"}
    return json.loads(line)


def _keep(clients, location: str, answer: dict, settings: dict) -> None:
    """As Athena does: a CSV with every value in quotes, and its metadata beside it."""
    bucket, _, key = location.removeprefix("s3://").partition("/")
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow([column["name"] for column in answer["columns"]])
    writer.writerows(["" if value is None else value for value in row] for row in answer["rows"])
    encryption = settings.get("ResultConfiguration", {}).get("EncryptionConfiguration", {})
    how = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": encryption["KmsKey"]} if "KmsKey" in encryption else {}
    clients.s3.put_object(Bucket=bucket, Key=key, Body=text.getvalue().encode(), **how)
    clients.s3.put_object(Bucket=bucket, Key=f"{key}.metadata", Body=json.dumps(answer["columns"]).encode(), **how)


def _end(execution: dict, state: str, reason: str | None = None) -> None:
    told = {} if reason is None else {"StateChangeReason": reason}
    execution["Status"] = {**execution["Status"], "State": state, "CompletionDateTime": datetime.now(UTC), **told}


def _found(query_id: str) -> dict:
    if query_id not in _executions:
        raise _refused(f"QueryExecution {query_id} was not found")
    return _executions[query_id]


def get_query_execution(context, request):
    return {"QueryExecution": _found(request["QueryExecutionId"])}


def list_query_executions(context, request):
    name = request.get("WorkGroup", "primary")
    return {"QueryExecutionIds": [one["QueryExecutionId"] for one in _executions.values() if one["WorkGroup"] == name]}


def stop_query_execution(context, request):
    _found(request["QueryExecutionId"])
    return {}


def get_query_results(context, request):
    execution = _found(request["QueryExecutionId"])
    if request["QueryExecutionId"] not in _results:
        raise _refused(f"Query has not yet finished. Current state: {execution['Status']['State']}")
    answer = _results[request["QueryExecutionId"]]
    header = [column["name"] for column in answer["columns"]]
    rows = [header, *answer["rows"]][: request.get("MaxResults", 1000)]
    return {
        "ResultSet": {
            "Rows": [{"Data": [{} if value is None else {"VarCharValue": value} for value in row]} for row in rows],
            "ResultSetMetadata": {"ColumnInfo": [{"Name": one["name"], "Type": one["type"]} for one in answer["columns"]]},
        }
    }


OPERATIONS = {
    "StartQueryExecution": start_query_execution,
    "GetQueryExecution": get_query_execution,
    "GetQueryResults": get_query_results,
    "ListQueryExecutions": list_query_executions,
    "StopQueryExecution": stop_query_execution,
}
