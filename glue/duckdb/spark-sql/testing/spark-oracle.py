"""Answers Spark SQL with PySpark: one JSON object a line in, one a line out, one Spark for all of them. Two are answered at
the same time; answers come in the order of the questions. A view is there for what is asked after its answer.

In: {"view": name, "columns": [{"name", "type"}], "rows": [[text or null]]}, {"path": file, "view": name} (Parquet), or {"sql": text}.
Out: {"ready": version} once, {"view": name}, and per query {"columns": [{"name", "type"}], "rows": [...]} or {"error": class, "message": text}.
Values: null, booleans; integers, decimals, dates and timestamps as text; doubles as numbers or "NaN", "Infinity"; arrays and objects.
"""

import concurrent.futures
import datetime
import decimal
import json
import math
import os
import queue
import sys
import threading

os.environ["TZ"] = "UTC"
out = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)  # Spark's own words must not mix with the answers.

from pyspark.sql import Row, SparkSession  # noqa: E402

spark = (
    SparkSession.builder.master("local[2]")
    # Most of a query's time over a few rows is Java making fast what runs once.
    .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m -XX:+UseSerialGC")
    .config("spark.sql.ansi.enabled", "true")
    .config("spark.sql.session.timeZone", "UTC")
    # One order of rows, however many queries run.
    .config("spark.default.parallelism", "1")
    .config("spark.sql.shuffle.partitions", "1")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.log.level", "OFF")
    .getOrCreate()
)


def plain(value):
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {True: "NaN"}.get(math.isnan(value), "Infinity" if value > 0 else "-Infinity")
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "microseconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Row):
        return {key: plain(field) for key, field in value.asDict().items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value if isinstance(value, str) else str(value)


def make_view(request):
    if "path" in request:
        spark.read.parquet(request["path"]).createOrReplaceTempView(request["view"])
        return
    columns = request["columns"]
    schema = ", ".join(f"`{column['name']}` string" for column in columns)
    frame = spark.createDataFrame([tuple(row) for row in request["rows"]], schema)
    frame.selectExpr(*[f"CAST(`{c['name']}` AS {c['type']}) AS `{c['name']}`" for c in columns]).createOrReplaceTempView(request["view"])


def answer(request):
    try:
        if "view" in request:
            make_view(request)
            return {"view": request["view"]}
        frame = spark.sql(request["sql"])
        columns = [{"name": field.name, "type": field.dataType.simpleString()} for field in frame.schema]
        return {"columns": columns, "rows": [[plain(value) for value in row] for row in frame.collect()]}
    except Exception as error:  # The oracle's refusal is an answer too.
        cause = getattr(error, "getErrorClass", lambda: None)()
        return {"error": cause or type(error).__name__, "message": str(error).split("\n")[0][:300]}


def say(message):
    out.write(json.dumps(message, ensure_ascii=False) + "\n")
    out.flush()


def say_in_turn(answers):
    while (future := answers.get()) is not None:
        say(future.result())


say({"ready": spark.version})
answers = queue.Queue()
speaker = threading.Thread(target=say_in_turn, args=(answers,))
speaker.start()
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    for line in sys.stdin:
        answers.put(pool.submit(answer, json.loads(line)))
answers.put(None)
speaker.join()
spark.stop()
