"""What the contract says of rows: no null where there may be none, and one row a key."""

from pyspark.sql import SparkSession

from sluice_tables import findings
from sluice_tables.finding import Finding
from sluice_tables.sql_text import row_text, sql_name, sql_names
from sluice_tables.table import Table

SAMPLES = 3


def check_rows(spark: SparkSession, table: Table) -> list[Finding]:
    """Judges what the session holds under the table's name."""
    return [*_null_findings(spark, table), *_key_findings(spark, table)]


def _null_findings(spark: SparkSession, table: Table) -> list[Finding]:
    required = [column.name for column in table.columns if not column.nullable]
    if not required:
        return []
    counts = ", ".join(f"count_if({sql_name(name)} IS NULL)" for name in required)
    [totals] = spark.sql(f"SELECT {counts} FROM {sql_name(table.name)}").collect()
    found = []
    for name, total in zip(required, totals, strict=True):
        if total == 0:
            continue
        rows = spark.sql(
            f"SELECT {row_text(table.key)} FROM {sql_name(table.name)} WHERE {sql_name(name)} IS NULL "
            f"ORDER BY {sql_names(table.key)} LIMIT {SAMPLES}"
        ).collect()
        found.append(findings.contract_null(table.sql_place, name, ([row[0] for row in rows], total)))
    return found


def _key_findings(spark: SparkSession, table: Table) -> list[Finding]:
    key = sql_names(table.key)
    again = f"SELECT {key}, count(*) AS _n FROM {sql_name(table.name)} GROUP BY {key} HAVING count(*) > 1"
    rows = spark.sql(
        f"SELECT concat({row_text(table.key)}, ' (', _n, ' rows)'), count(*) OVER () FROM ({again}) ORDER BY {key} LIMIT {SAMPLES}"
    ).collect()
    if not rows:
        return []
    return [findings.contract_key(table.sql_place, table.key, ([row[0] for row in rows], rows[0][1]))]
