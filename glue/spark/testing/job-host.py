"""Runs the job for tests: one JSON object a line in, one a line out, one Spark for all of them.

In, one of:
  {"run": NAME, "files": DIR, "processed": DIR, "final": DIR, "database": NAME, "keep_days": N, "now": ISO or absent}
    and "die_at": N                       as if it were killed at its Nth change of catalog or bucket: {"steps": N} if it got so far
  {"database": NAME}                      make it
  {"sql": TEXT}                           rows, values as text
  {"table": "lake.DATABASE.NAME"}         columns, partitions, files, branches, snapshots of what the catalog has
  {"judge": [DQDL rule...], "table": {...table.json}, "views": {NAME: SQL}}
  {"maintain": "lake.DATABASE.NAME"}      what there was to do
  {"before_publishing": TEXT}             runs this SQL in the next run, between its judging of a table and its publishing
  {"watch": SQL}, then {"unwatch": true}  asks the same over and over beside everything else: the different answers in their order
Out: {"ready": version} once; then what was asked for, or {"error": text}.
"""

import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ["TZ"] = "UTC"
out = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)  # Spark's own words must not mix with the answers.

from pyspark.sql import SparkSession  # noqa: E402
from pyspark.sql.readwriter import DataFrameWriterV2  # noqa: E402

from sluice_tables.bucket import FolderBucket  # noqa: E402
from sluice_tables.finding import Place  # noqa: E402
from sluice_tables.iceberg.iceberg_table import IcebergTable  # noqa: E402
from sluice_tables.iceberg.maintain import maintain  # noqa: E402
from sluice_tables.quality.judge_rules import judge_rules  # noqa: E402
from sluice_tables.quality.parse_rules import parse_rules  # noqa: E402
from sluice_tables.run_tables import RunOptions, run_tables  # noqa: E402
from sluice_tables.spark_session import folder_settings  # noqa: E402
from sluice_tables.table import Column, Table  # noqa: E402


def open_session(warehouse: str, jar: str) -> SparkSession:
    """The job's own settings, and what makes a small Spark start and compile sooner."""
    small = {
        "spark.jars": jar,
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m",
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.log.level": "OFF",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in {**folder_settings(warehouse), **small}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


spark = open_session(sys.argv[1], sys.argv[2])


class Watch(threading.Thread):
    """A reader that knows nothing of the job: it asks the catalog by name, before the run, all through it, and once after it."""

    def __init__(self, sql: str) -> None:
        super().__init__(daemon=True)
        self._sql = sql
        self._session = spark.newSession()
        self._ended = threading.Event()
        self.reads = 0
        self.seen: list[list[str]] = []
        self.error: str | None = None
        self._read()

    def run(self) -> None:
        try:
            while not self._ended.is_set():
                self._read()
        except Exception as error:
            self.error = str(error)

    def _read(self) -> None:
        answer = [str(value) for row in self._session.sql(self._sql).collect() for value in row]
        self.reads += 1
        if not self.seen or self.seen[-1] != answer:
            self.seen.append(answer)

    def end(self) -> dict:
        self._ended.set()
        self.join()
        if self.error is None:
            self._read()
        return {"reads": self.reads, "seen": self.seen, "failed": self.error}


watch: Watch | None = None


def before_publishing(sql: str) -> None:
    """As if another run had done it at that moment."""
    plain = IcebergTable.publish

    def publish(iceberg: IcebergTable, branch: str) -> int:
        IcebergTable.publish = plain
        spark.sql(sql).collect()
        return plain(iceberg, branch)

    IcebergTable.publish = publish


class Killed(BaseException):
    """No `except Exception` of the job's catches it, and what it does on its way out is killed too."""


@contextmanager
def dying_at(nth: float) -> Iterator[list[int]]:
    """From its nth change on, nothing that the job does to catalog or bucket happens."""
    steps = [0]
    places = [(IcebergTable, "_run"), (DataFrameWriterV2, "overwrite"), (FolderBucket, "write")]
    plain = [(owner, name, getattr(owner, name)) for owner, name in places]

    def counted(act: Callable) -> Callable:
        def step(*given: object) -> object:
            steps[0] += 1
            if steps[0] >= nth:
                raise Killed
            return act(*given)

        return step

    for owner, name, act in plain:
        setattr(owner, name, counted(act))
    try:
        yield steps
    except Killed:
        pass
    finally:
        for owner, name, act in plain:
            setattr(owner, name, act)


def run(request: dict) -> dict:
    at = request.get("now")
    told: list[str] = []
    options = RunOptions(
        run=request["run"],
        files=Path(request["files"]),
        processed=FolderBucket(Path(request["processed"])),
        final=FolderBucket(Path(request["final"])),
        database=f"lake.{request['database']}",
        keep=timedelta(days=request.get("keep_days", 7)),
        now=lambda: datetime.now(UTC) if at is None else datetime.fromisoformat(at),
        tell=told.append,
    )
    record = None
    with dying_at(request.get("die_at", float("inf"))) as steps:
        record = run_tables(spark, options).to_json()
    return {"record": record, "told": told, "steps": steps[0]}


def describe(path: str) -> dict:
    _, database, name = path.split(".")
    iceberg = IcebergTable(spark, f"lake.{database}", name)
    if not iceberg.exists():
        return {"exists": False}
    files = spark.sql(f"SELECT file_path, record_count FROM {path}.files ORDER BY file_path").collect()
    published = iceberg.published()
    [version] = spark.sql(f"SHOW TBLPROPERTIES {path} ('format-version')").collect()
    return {
        "exists": True,
        "formatVersion": version["value"],
        "columns": iceberg.columns(),
        "partitions": iceberg.partitions(),
        "files": [{"path": row["file_path"].removeprefix("file:"), "rows": row["record_count"]} for row in files],
        "snapshot": None if published is None else str(published.snapshot),
        "branches": list(iceberg.branches()),
        "replaced": len(iceberg.replaced()),
    }


def judge(request: dict) -> dict:
    given = request["table"]
    columns = tuple(Column(one["name"], one["type"], one["nullable"], "") for one in given["columns"])
    table = Table(given["name"], "", columns, tuple(given["key"]), (), "", "")
    for name, sql in request["views"].items():
        spark.sql(sql).createOrReplaceTempView(name)
    verdicts = []
    for rule in request["judge"]:
        rules, found = parse_rules(f"Rules = [ {rule} ]", Place("quality.dqdl"))
        results, judged = judge_rules(spark, table, rules)
        passed = results[0].passed if results else None
        verdicts.append({"passed": passed, "findings": [one.to_json() for one in (*found, *judged)]})
    return {"verdicts": verdicts}


def answer(request: dict) -> dict:
    global watch
    if "run" in request:
        return run(request)
    if "judge" in request:
        return judge(request)
    if "table" in request:
        return describe(request["table"])
    if "database" in request:
        spark.sql(f"CREATE NAMESPACE IF NOT EXISTS lake.{request['database']}")
        return {}
    if "maintain" in request:
        _, database, name = request["maintain"].split(".")
        return {"done": maintain(spark, IcebergTable(spark, f"lake.{database}", name), datetime.now(UTC), timedelta(days=7))}
    if "before_publishing" in request:
        before_publishing(request["before_publishing"])
        return {}
    if "watch" in request:
        watch = Watch(request["watch"])
        watch.start()
        return {}
    if "unwatch" in request and watch is not None:
        return watch.end()
    rows = spark.sql(request["sql"]).collect()
    return {"rows": [[None if value is None else str(value) for value in row] for row in rows]}


def say(message: dict) -> None:
    out.write(json.dumps(message, ensure_ascii=False) + "\n")
    out.flush()


say({"ready": spark.version})
for line in sys.stdin:
    try:
        say(answer(json.loads(line)))
    except Exception as error:
        say({"error": f"{type(error).__name__}: {error}"[:2000]})
spark.stop()
