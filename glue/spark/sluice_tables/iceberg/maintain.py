"""What keeps tables small: compaction, expiry of old snapshots, and sweeping after runs that were killed."""

from datetime import UTC, datetime, timedelta

from pyspark.sql import SparkSession

from sluice_tables.iceberg.iceberg_table import IcebergTable

SMALL_BYTES = 32 * 1024 * 1024
"""Below this on average, a partition's files are put together."""

LONG_AGO = datetime(1970, 1, 2, tzinfo=UTC)

ABANDONED = timedelta(days=1)
"""No run lasts so long: a build's branch that is older belongs to one that was killed."""


def maintain(spark: SparkSession, iceberg: IcebergTable, now: datetime, keep: timedelta) -> list[str]:
    """Does what there is to do, which most times is nothing. `keep`: for how long a replaced snapshot stays readable. Returns the names
    of what was done."""
    done = []
    if _is_scattered(spark, iceberg):
        iceberg.call("rewrite_data_files", "options => map('min-input-files', '2')")
        done.append("compacted")
    abandoned = [name for name, at in iceberg.branches().items() if at < now - ABANDONED]
    for branch in abandoned:
        iceberg.drop_branch(branch)
    expired = [str(snapshot) for snapshot, at in iceberg.replaced().items() if at < now - keep]
    if expired:
        # By name: Iceberg's own measure is when a snapshot was made, and a query may have begun on it a minute ago.
        ids = f"snapshot_ids => array({', '.join(f'{snapshot}L' for snapshot in expired)})"
        iceberg.call("expire_snapshots", f"older_than => {_timestamp(LONG_AGO)}, {ids}")
        done.append("expired")
    if abandoned:
        # What a killed run wrote and never committed is named by nothing.
        iceberg.call("remove_orphan_files", f"older_than => {_timestamp(now - ABANDONED)}")
        done.append("swept")
    return done


def _is_scattered(spark: SparkSession, iceberg: IcebergTable) -> bool:
    """Whether a partition has several small files."""
    if iceberg.files() < 2:
        return False
    # A table without partitions has no such column.
    by = " GROUP BY partition" if iceberg.partitions() else ""
    sizes = f"SELECT count(*) AS files, avg(file_size_in_bytes) AS bytes FROM {iceberg.path}.files{by}"
    [row] = spark.sql(f"SELECT count(*) AS places FROM ({sizes}) WHERE files > 1 AND bytes < {SMALL_BYTES}").collect()
    return row["places"] > 0


def _timestamp(at: datetime) -> str:
    return f"TIMESTAMP '{at.strftime('%Y-%m-%d %H:%M:%S')}'"
