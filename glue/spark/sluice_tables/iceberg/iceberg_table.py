"""One final table in the catalog. A reader of `main` sees what was published last, whole; nothing else ever writes to `main`."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pyspark.errors import IllegalArgumentException
from pyspark.sql import DataFrame, SparkSession, functions

from sluice_tables.sql_text import sql_name, sql_names, sql_text
from sluice_tables.table import Table

INPUT_PROPERTY = "sluice-input"
"""Of a snapshot's summary: the input hash of its rows."""

BRANCH_PREFIX = "sluice_"

# https://iceberg.apache.org/docs/1.10.0/configuration/#table-properties
PROPERTIES = {
    "format-version": "2",
    "write.metadata.delete-after-commit.enabled": "true",
    "write.metadata.previous-versions-max": "20",
}


class OvertakenError(Exception):
    """Another run has published between the branch and its publishing."""


@dataclass(frozen=True)
class Published:
    """The snapshot that readers get, and the input hash of its rows where a build wrote it."""

    snapshot: int
    input_hash: str | None


class IcebergTable:
    """`database` is the catalog's name and the database's: `lake.csv_final`."""

    def __init__(self, spark: SparkSession, database: str, name: str) -> None:
        self._spark = spark
        self._name = name
        self._catalog = database.partition(".")[0]
        self._short = f"{database.partition('.')[2]}.{name}"
        self.path = ".".join(sql_name(part) for part in (*database.split("."), name))

    def exists(self) -> bool:
        return self._spark.catalog.tableExists(self.path)

    def columns(self) -> list[tuple[str, str]]:
        """Names and Spark types, in the table's order."""
        return [(field.name, field.dataType.simpleString()) for field in self._spark.table(self.path).schema]

    def partitions(self) -> list[str]:
        """Columns whose values name the folders, outermost first."""
        return [field.name() for field in self._loaded().spec().fields()]

    def create(self, table: Table) -> None:
        """An empty table of the contract's shape, its files sorted by key. Columns may be null there: the job judges that itself, and
        a column that is added later could not be otherwise."""
        columns = ", ".join(f"{sql_name(one.name)} {one.type} COMMENT {sql_text(one.description)}" for one in table.columns)
        parted = f"PARTITIONED BY ({sql_names(table.partitions)})" if table.partitions else ""
        properties = ", ".join(f"{sql_text(name)} = {sql_text(value)}" for name, value in PROPERTIES.items())
        self._run(
            f"CREATE TABLE {self.path} ({columns}) USING iceberg {parted} "
            f"COMMENT {sql_text(table.description)} TBLPROPERTIES ({properties})"
        )
        self._order(table)

    def add_column(self, name: str, kind: str, comment: str) -> None:
        self._run(f"ALTER TABLE {self.path} ADD COLUMN {sql_name(name)} {kind} COMMENT {sql_text(comment)}")

    def widen_column(self, name: str, kind: str) -> None:
        self._run(f"ALTER TABLE {self.path} ALTER COLUMN {sql_name(name)} TYPE {kind}")

    def repartition(self, table: Table, now: list[str]) -> None:
        """Changes the spec for what is written from here on: all rows are, with the next build."""
        for name in now:
            self._run(f"ALTER TABLE {self.path} DROP PARTITION FIELD {sql_name(name)}")
        for name in table.partitions:
            self._run(f"ALTER TABLE {self.path} ADD PARTITION FIELD {sql_name(name)}")
        self._order(table)

    def _order(self, table: Table) -> None:
        distributed = "DISTRIBUTED BY PARTITION " if table.partitions else ""
        self._run(f"ALTER TABLE {self.path} WRITE {distributed}LOCALLY ORDERED BY {sql_names(table.key)}")

    def published(self) -> Published | None:
        """What readers get; None before the first publishing. Compaction makes snapshots of its own, of the same rows."""
        table = self._loaded()
        current = table.currentSnapshot()
        built = current
        while built is not None and built.operation() == "replace":
            built = None if built.parentId() is None else table.snapshot(built.parentId())
        if current is None:
            return None
        return Published(current.snapshotId(), None if built is None else built.summary().get(INPUT_PROPERTY))

    def files(self) -> int:
        """How many files readers get."""
        current = self._loaded().currentSnapshot()
        return 0 if current is None else int(current.summary().get("total-data-files"))

    def replaced(self) -> dict[int, datetime]:
        """The snapshots that readers no longer get, and since when: a published one was replaced by the one after it, however long ago
        it had been made; one that was never published, by nothing."""
        table = self._loaded()
        ages = {one.snapshotId(): _at(one) for one in table.snapshots()}
        newer = table.currentSnapshot()
        while newer is not None and newer.parentId() in ages:
            ages[newer.parentId()] = _at(newer)
            newer = table.snapshot(newer.parentId())
        named = {ref.snapshotId() for ref in table.refs().values()}
        return {snapshot: at for snapshot, at in ages.items() if snapshot not in named}

    def branches(self) -> dict[str, datetime]:
        """Branches of builds, and when what they end in was written."""
        table = self._loaded()
        refs = {name: table.snapshot(ref.snapshotId()) for name, ref in table.refs().items() if name.startswith(BRANCH_PREFIX)}
        return {name: _at(snapshot) for name, snapshot in refs.items()}

    def _loaded(self) -> Any:
        """Iceberg's own table, as the catalog has it now: asking it costs no Spark job."""
        jvm: Any = self._spark._jvm
        return jvm.org.apache.iceberg.spark.Spark3Util.loadIcebergTable(self._spark._jsparkSession, self.path)

    def rows(self, snapshot: int) -> DataFrame:
        return self._spark.read.option("snapshot-id", str(snapshot)).table(self.path)

    def branch_rows(self, branch: str) -> DataFrame:
        return self._spark.read.option("branch", branch).table(self.path)

    def write_branch(self, branch: str, rows: DataFrame, input_hash: str) -> None:
        """Makes the branch from what is published and replaces all its rows. `rows` lack only columns that the contract has left."""
        self._run(f"ALTER TABLE {self.path} CREATE OR REPLACE BRANCH {sql_name(branch)}")
        given = set(rows.columns)
        values = [sql_name(name) if name in given else f"CAST(NULL AS {kind}) AS {sql_name(name)}" for name, kind in self.columns()]
        writer = rows.selectExpr(*values).writeTo(f"{self.path}.{sql_name(f'branch_{branch}')}")
        writer.option(f"snapshot-property.{INPUT_PROPERTY}", input_hash).overwrite(functions.lit(True))

    def publish(self, branch: str) -> int:
        """Moves `main` to the branch's end, in one step. Returns the snapshot; raises OvertakenError."""
        try:
            [row] = self._run(f"CALL {self._catalog}.system.fast_forward({sql_text(self._short)}, 'main', {sql_text(branch)})")
        except IllegalArgumentException as error:
            if "not an ancestor" not in str(error):
                raise
            raise OvertakenError(self._name) from error
        return row["updated_ref"]

    def drop_branch(self, branch: str) -> None:
        self._run(f"ALTER TABLE {self.path} DROP BRANCH IF EXISTS {sql_name(branch)}")

    def call(self, procedure: str, arguments: str) -> None:
        """One of Iceberg's procedures on this table. `arguments` is SQL."""
        self._run(f"CALL {self._catalog}.system.{procedure}(table => {sql_text(self._short)}, {arguments})")

    def _run(self, sql: str) -> list:
        return self._spark.sql(sql).collect()


def _at(snapshot: Any) -> datetime:
    return datetime.fromtimestamp(snapshot.timestampMillis() / 1000, UTC)
