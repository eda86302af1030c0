"""How Spark reads processed CSV: RFC 4180, UTF-8, LF, header; null is an unquoted empty field, `""` a text without characters."""

from collections.abc import Sequence
from urllib.parse import quote

from pyspark.sql import DataFrame, SparkSession

# Spark's defaults read a record with a line break as two, and know no difference between no value and an empty text. Nothing is
# guessed and nothing is forgiven. https://spark.apache.org/docs/3.5.6/sql-data-sources-csv.html
OPTIONS: dict[str, str | bool] = {
    "header": True,
    # Names are held against each file's own header.
    "enforceSchema": False,
    "encoding": "UTF-8",
    "sep": ",",
    "quote": '"',
    "escape": '"',
    "lineSep": "\n",
    "multiLine": True,
    "mode": "FAILFAST",
    "ignoreLeadingWhiteSpace": False,
    "ignoreTrailingWhiteSpace": False,
    # What an unquoted empty field is taken for, and so becomes null. Any other word than "" keeps null apart from an empty text; this
    # one begins with a code point that Unicode gives to no character.
    "nullValue": "\ufdd0null",
    "emptyValue": "",
    # A key may have [brackets] or year=2026 in it: they are no patterns and no partitions.
    "__globPaths__": "false",
    "recursiveFileLookup": True,
}


def read_processed_csv(spark: SparkSession, paths: Sequence[str], header: Sequence[str]) -> DataFrame:
    """Rows of files with one header, every column a text, and `_path` (as `path_url` writes it)."""
    schema = ", ".join(f"`{name}` STRING" for name in header)
    rows = spark.read.options(**OPTIONS).schema(schema).csv(list(paths))
    return rows.select("*", "_metadata.file_path").withColumnRenamed("file_path", "_path")


def path_url(path: str) -> str:
    """How Spark names a path in `_metadata.file_path`: percent signs for all but what java.net.URI lets stand."""
    return quote(path, safe="/:@&=+$,;_-!.~'()*")


def header_of(first_bytes: bytes) -> list[str]:
    """Column names are snake_case, so a header has no quotes but around whole names."""
    line = first_bytes.split(b"\n", 1)[0].decode("utf-8")
    return [name.strip('"') for name in line.split(",")]
