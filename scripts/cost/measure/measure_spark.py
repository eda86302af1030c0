"""What Spark's share of the work costs in processor time, on one core: `measure_spark.py RAW CLEAN`.

RAW is the input of `npm run bench -- clean`, CLEAN what `sluice clean` makes of it. It reads CLEAN as the Glue job does, casts it and
aggregates it into a small table; and it cleans RAW in Spark, as a lake without the Lambda would: every format of every column, bad rows
apart, both written. The second does less than Sluice's cleaning (no place of a record, one reason instead of all), so it is a floor.
Prints JSON, seconds of processor time without Spark's start.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3] / "glue" / "spark"))

from pyspark.sql import SparkSession  # noqa: E402
from sluice_tables.sources.processed_csv import OPTIONS  # noqa: E402

AGGREGATE = """
SELECT region, CAST(sold_on AS DATE) AS sold_on, count(*) AS sales,
       CAST(sum(CAST(quantity AS BIGINT) * CAST(unit_price AS DECIMAL(9,2))) AS DECIMAL(18,2)) AS revenue
FROM clean GROUP BY region, CAST(sold_on AS DATE)
"""

JUDGED = """
SELECT *, coalesce(
    order_id RLIKE '^S[0-9]{8}$' AND day IS NOT NULL
    AND region IN ('north', 'south', 'east', 'west', 'centre', 'islands', 'export')
    AND length(product) BETWEEN 3 AND 40 AND whole BETWEEN 1 AND 500 AND price BETWEEN 0.01 AND 20000
    AND (discount IS NULL OR rebate BETWEEN 0 AND 0.90)
    AND (email IS NULL OR email RLIKE '^[a-z0-9._+-]+@[a-z0-9.-]+\\\\.[a-z]{2,10}$')
    AND (note IS NULL OR length(note) <= 200) AND flag IS NOT NULL, false) AS good
FROM (
    SELECT *,
        coalesce(try_to_timestamp(sold_on, 'yyyy-MM-dd'), try_to_timestamp(sold_on, 'MM/dd/yyyy'),
                 try_to_timestamp(sold_on, 'dd.MM.yyyy'), try_to_timestamp(sold_on, 'd MMM yyyy')) AS day,
        try_cast(quantity AS BIGINT) AS whole,
        try_cast(regexp_replace(unit_price, '[$,]', '') AS DECIMAL(9,2)) AS price,
        try_cast(discount AS DECIMAL(5,2)) AS rebate, try_cast(online AS BOOLEAN) AS flag
    FROM raw)
"""

COLUMNS = ["order_id", "sold_on", "region", "product", "quantity", "unit_price", "discount", "email", "note", "online"]


def main() -> None:
    raw, clean = sys.argv[1:3]
    spark = (
        SparkSession.builder.master("local[1]")
        .config("spark.driver.memory", "4g")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.legacy.timeParserPolicy", "CORRECTED")
        .getOrCreate()
    )
    java = spark.sparkContext._gateway.proc.pid
    with tempfile.TemporaryDirectory() as folder:
        read = spark.read.options(**OPTIONS).csv(clean)
        read.createOrReplaceTempView("clean")
        table = _seconds(java, lambda: spark.sql(AGGREGATE).write.parquet(f"{folder}/table"))
        copy = _seconds(java, lambda: read.write.parquet(f"{folder}/copy"))
        forgiving = {**OPTIONS, "mode": "PERMISSIVE", "enforceSchema": True, "nullValue": "NULL"}
        schema = ", ".join(f"{name} STRING" for name in COLUMNS)
        spark.read.options(**forgiving).schema(schema).csv(raw).createOrReplaceTempView("raw")

        # Good and bad rows go their ways in one pass.
        judged = spark.sql(JUDGED)
        cleaning = _seconds(java, lambda: judged.write.partitionBy("good").parquet(f"{folder}/judged"))
        parquet = sum(path.stat().st_size for path in Path(folder, "copy").glob("*.parquet"))
    figures = {
        "rawMb": os.path.getsize(raw) / 1e6,
        "cleanMb": os.path.getsize(clean) / 1e6,
        "tableSeconds": table,
        "copySeconds": copy,
        "cleanInSparkSeconds": cleaning,
        "parquetMb": parquet / 1e6,
    }
    print(json.dumps({name: round(value, 1) for name, value in figures.items()}))


def _seconds(pid: int, work) -> float:
    before = _cpu(pid)
    work()
    return _cpu(pid) - before


def _cpu(pid: int) -> float:
    """Of a process and its ended children: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


main()
