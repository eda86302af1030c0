"""A dataset's rows, from the parts that manifests name."""

from collections import defaultdict
from collections.abc import Sequence
from functools import reduce

from pyspark.sql import DataFrame, SparkSession, functions

from sluice_tables.bucket import Bucket
from sluice_tables.sources.dataset import Dataset, SourcePart
from sluice_tables.sources.processed_csv import header_of, path_url, read_processed_csv
from sluice_tables.sources.strict_cast import strict_cast, text_cast
from sluice_tables.sql_text import sql_name

HEADER_BYTES = 65_536


class PartGoneError(Exception):
    """A part that a manifest named when the run began is no longer there."""

    def __init__(self, key: str) -> None:
        super().__init__(f"{key} is gone")
        self.key = key


def dataset_rows(spark: SparkSession, dataset: Dataset, parts: Sequence[SourcePart], processed: Bucket) -> DataFrame:
    """The dataset's columns with its types, then `_file` and `_row`, before keys that come again are settled. A part of an older
    schema is read by its own header: columns that it has not are null. Raises PartGoneError."""
    if not parts:
        empty = ", ".join(f"{sql_name(name)} {kind}" for name, kind in dataset.seen)
        return spark.createDataFrame([], empty)
    alike: dict[tuple[bool, str], list[SourcePart]] = defaultdict(list)
    for part in parts:
        alike[(part.older, part.written_by)].append(part)
    reads = [_read_alike(spark, dataset, group, processed) for group in alike.values()]
    return reduce(DataFrame.unionByName, reads)


def _read_alike(spark: SparkSession, dataset: Dataset, parts: Sequence[SourcePart], processed: Bucket) -> DataFrame:
    first = processed.read(parts[0].part.key, HEADER_BYTES)
    if first is None:
        raise PartGoneError(parts[0].part.key)
    header = header_of(first)
    paths = [processed.path(one.part.key) for one in parts]
    rows = read_processed_csv(spark, paths, header)
    origins = spark.createDataFrame(
        [(path_url(path), one.file) for path, one in zip(paths, parts, strict=True)], "_path STRING, _file STRING"
    )
    cast = strict_cast if parts[0].older else text_cast
    values = [
        f"{cast(sql_name(name), kind)} AS {sql_name(name)}" if name in header else f"CAST(NULL AS {kind}) AS {sql_name(name)}"
        for name, kind in dataset.columns
    ]
    # The lake's own files hold no _row: theirs is the place in the file, which one task reads from its beginning.
    place = "row_number() OVER (PARTITION BY _path ORDER BY _at)"
    row = "CAST(`_row` AS BIGINT)" if "_row" in header else f"CAST({place} AS BIGINT)"
    placed = rows if "_row" in header else rows.withColumn("_at", functions.monotonically_increasing_id())
    return placed.join(functions.broadcast(origins), "_path").selectExpr(*values, "_file", f"{row} AS _row")
