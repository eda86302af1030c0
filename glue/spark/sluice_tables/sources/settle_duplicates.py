"""Keys that come again across files, by the dataset's `onDuplicate` (the same as glue/duckdb/sources/settle-duplicates.ts)."""

from pyspark.sql import DataFrame, SparkSession

from sluice_tables import findings
from sluice_tables.finding import Finding, Place
from sluice_tables.sources.dataset import Dataset
from sluice_tables.sql_text import row_text, sql_name, sql_names


def settle_duplicates(dataset: Dataset, rows: DataFrame) -> DataFrame:
    """One row a key: `latest` the greatest value of the declared column, nulls least, then the last by path and row; `first` the
    first by path and row. Under `fail` all stay: see find_duplicates. Rows without a whole key are no duplicates."""
    if not dataset.primary_key or dataset.on_duplicate == "fail":
        return rows
    latest = f"{sql_name(dataset.latest_by or '')} DESC NULLS LAST, _file DESC, _row DESC"
    order = latest if dataset.on_duplicate == "latest" else "_file, _row"
    place = f"row_number() OVER (PARTITION BY {sql_names(dataset.primary_key)} ORDER BY {order})"
    ranked = rows.selectExpr("*", f"{place} AS _place", f"({_whole_key(dataset)}) AS _keyed")
    return ranked.where("NOT _keyed OR _place = 1").drop("_place", "_keyed")


def find_duplicates(spark: SparkSession, dataset: Dataset, rows: DataFrame) -> list[Finding]:
    """Under `fail`: one finding for each of the first 3 keys that come again, naming both places."""
    if not dataset.primary_key or dataset.on_duplicate != "fail":
        return []
    key = sql_names(dataset.primary_key)
    again = spark.sql(
        f"""SELECT {row_text(dataset.primary_key)} AS _key, _places FROM (
            SELECT {key}, sort_array(collect_list(struct(_file, _row))) AS _places
            FROM {{rows}} WHERE {_whole_key(dataset)} GROUP BY {key} HAVING count(*) > 1
        ) ORDER BY {key} LIMIT 3""",
        rows=rows,
    )
    found = []
    for row in again.collect():
        first, second = row["_places"][:2]
        here = f"{row['_key']} in row {second['_row']}"
        there = f"datasets/{first['_file']} row {first['_row']}"
        place = Place(f"datasets/{second['_file']}")
        found.append(findings.duplicate_key_across_files(place, dataset.name, here, there))
    return found


def _whole_key(dataset: Dataset) -> str:
    return " AND ".join(f"{sql_name(name)} IS NOT NULL" for name in dataset.primary_key)
