"""The datasets of a run, made readable under their names when a table first needs them."""

from collections.abc import Sequence

from pyspark.sql import DataFrame, SparkSession

from sluice_tables import findings
from sluice_tables.bucket import Bucket
from sluice_tables.finding import Finding, Place
from sluice_tables.sources.dataset import Dataset, SourcePart, parts_of
from sluice_tables.sources.dataset_rows import PartGoneError, dataset_rows
from sluice_tables.sources.manifest import Manifest
from sluice_tables.sources.settle_duplicates import find_duplicates, settle_duplicates
from sluice_tables.spark_failure import data_failure, failure_text, lost_file
from sluice_tables.sql_text import sql_names


class LakeSources:
    """Rows are those of the manifests that the run saw at its start, whatever lands meanwhile."""

    def __init__(self, spark: SparkSession, datasets: Sequence[Dataset], manifests: Sequence[Manifest], processed: Bucket) -> None:
        self._spark = spark
        self._datasets = {one.name: one for one in datasets}
        self.manifests = manifests
        self._processed = processed
        self._loaded: dict[str, Sequence[Finding]] = {}
        self._held: dict[str, DataFrame] = {}

    def load(self, name: str) -> Sequence[Finding]:
        """Makes a dataset readable as a view; a table is one already. Returns why its rows can't be read."""
        dataset = self._datasets.get(name)
        if dataset is not None and name not in self._loaded:
            self._loaded[name] = self._load(dataset)
        return self._loaded.get(name, ())

    def keep_only(self, names: set[str]) -> None:
        """Lets go of rows that no table needs any more."""
        for name in self._held.keys() - names:
            self._held.pop(name).unpersist()

    def _load(self, dataset: Dataset) -> Sequence[Finding]:
        parts = parts_of(dataset, self.manifests)
        place = Place(f"datasets/{dataset.name}/schema.json")
        try:
            rows = dataset_rows(self._spark, dataset, parts, self._processed).persist()
            self._held[dataset.name] = rows
            found = _count_rows(dataset, parts, rows) or find_duplicates(self._spark, dataset, rows)
            if found:
                return found
            seen = sql_names(name for name, _ in dataset.seen).split(", ")
            settle_duplicates(dataset, rows).selectExpr(*seen).createOrReplaceTempView(dataset.name)
            return []
        except PartGoneError as error:
            return [findings.part_gone(place, dataset.name, str(error))]
        except Exception as error:
            if lost_file(error):
                return [findings.part_gone(place, dataset.name, failure_text(str(error)))]
            said = data_failure(error)
            if said is None:
                raise
            return [findings.processed_unreadable(self._place_of_failure(dataset, parts), dataset.name, said)]

    def _place_of_failure(self, dataset: Dataset, parts: Sequence[SourcePart]) -> Place:
        """The first file that can't be read, by halves: Spark does not say which it was."""
        while len(parts) > 1:
            half = parts[: len(parts) // 2]
            parts = parts[len(parts) // 2 :] if self._reads(dataset, half) else half
        return Place(f"datasets/{parts[0].file}" if parts else f"datasets/{dataset.name}/schema.json")

    def _reads(self, dataset: Dataset, parts: Sequence[SourcePart]) -> bool:
        try:
            dataset_rows(self._spark, dataset, parts, self._processed).write.format("noop").mode("overwrite").save()
            return True
        except Exception as error:
            if data_failure(error) is None:
                raise
            return False


def _count_rows(dataset: Dataset, parts: Sequence[SourcePart], rows: DataFrame) -> list[Finding]:
    """A quote that is never closed swallows what follows: the rows of each file have to be as many as its manifest counts."""
    expected: dict[str, int] = {}
    for one in parts:
        expected[one.file] = expected.get(one.file, 0) + one.part.rows
    read = {row["_file"]: row["count"] for row in rows.groupBy("_file").count().collect()}
    return [
        findings.processed_unreadable(
            Place(f"datasets/{file}"), dataset.name, f"{read.get(file, 0)} rows where its manifest counts {count}"
        )
        for file, count in sorted(expected.items())
        if read.get(file, 0) != count
    ]
