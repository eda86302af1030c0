"""One run: all tables from all manifests, each after those that it reads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib.resources.abc import Traversable

from pyspark.sql import SparkSession

from sluice_tables import findings
from sluice_tables.bucket import Bucket
from sluice_tables.build_table import Built, build_table, published_rows
from sluice_tables.erasures import keep_for, read_erasures, settle_erasures
from sluice_tables.finding import Finding, Place
from sluice_tables.iceberg.iceberg_table import BRANCH_PREFIX, IcebergTable
from sluice_tables.iceberg.maintain import maintain
from sluice_tables.lake_sources import LakeSources
from sluice_tables.plan_tables import PlannedTable, input_hash, plan_tables
from sluice_tables.run_record import RunRecord, TableOutcome, outcome_of, write_record
from sluice_tables.sources.dataset import dataset_hash, parse_datasets, stale_files
from sluice_tables.sources.manifest import read_manifests
from sluice_tables.spark_failure import failure_text
from sluice_tables.table_state import TableState, built_state, read_state, shape_of, with_stale, write_state


@dataclass(frozen=True)
class RunOptions:
    """`files` holds `datasets.json` and `tables/`; `database` is the catalog's name and the database's: `lake.csv_final`; `keep`: for how
    long a replaced snapshot stays readable."""

    run: str
    files: Traversable
    processed: Bucket
    final: Bucket
    database: str
    keep: timedelta = timedelta(days=7)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    tell: Callable[[str], None] = lambda line: None


def run_tables(spark: SparkSession, options: RunOptions) -> RunRecord:
    """Builds what has changed, publishes what may be seen, and as its last act writes `_transforms/<run>.json` into final. A table that
    fails keeps the rows that it had; what reads it is marked stale; all others are built. Where somebody's data is to be erased, replaced
    snapshots expire at once."""
    erasures = read_erasures(options.final)
    options = replace(options, keep=keep_for(erasures, options.keep))
    manifests = read_manifests(options.processed)
    datasets = parse_datasets(options.files.joinpath("datasets.json").read_text(encoding="utf-8"))
    plan = plan_tables(spark, options.files.joinpath("tables"), datasets)
    sources = LakeSources(spark, datasets, manifests, options.processed)
    run = _Run(spark, options, sources, {one.name: dataset_hash(one, manifests) for one in datasets})
    for name, found in plan.broken.items():
        run.settle_broken(name, found)
    for index, planned in enumerate(plan.tables):
        run.settle(planned)
        sources.keep_only({name for later in plan.tables[index + 1 :] for name in later.reads})
    if run.is_whole:
        settle_erasures(options.final, erasures)
    record = RunRecord(options.run, len(manifests), run.outcomes)
    write_record(options.final, record)
    return record


class _Run:
    def __init__(self, spark: SparkSession, options: RunOptions, sources: LakeSources, hashes: dict[str, str]) -> None:
        self._spark = spark
        self._options = options
        self._sources = sources
        self._hashes = hashes
        self._states: dict[str, TableState] = {}
        self._failed: set[str] = set()
        self.outcomes: list[TableOutcome] = []
        self.is_whole = True
        """Whether every table was built from today's input, and what it replaced has expired."""

    def settle_broken(self, name: str, found: Sequence[Finding]) -> None:
        """A folder that is no table: what was built of it stays, stale."""
        before = read_state(self._options.final, name)
        self._keep(before, None, found, before)

    def settle(self, planned: PlannedTable) -> None:
        """One table: built, found up to date, or kept as it was."""
        table, final = planned.table, self._options.final
        before = read_state(final, table.name)
        tried = input_hash(planned, self._hashes)
        self._hashes[table.name] = tried
        kept = before if before.input_hash is not None else TableState(table.name, shape=shape_of(table, planned.reads))
        waits = [findings.upstream_stale(table.sql_place, name) for name in planned.reads if name in self._failed]
        if waits:
            self._keep(kept, None, waits, before)
            return
        # The same input fails in the same way.
        if before.tried_hash == tried and before.input_hash != tried:
            self._settle_outcome("tried", before, [Finding(**_read(one)) for one in before.because], before)
            self._failed.add(table.name)
            return
        try:
            self._build(planned, tried, kept, before)
        except Exception as error:  # Of one table: the others are still built, and the record still written.
            self._options.tell(f"{table.name}: {error!r}")
            self._keep(kept, None, [findings.build_broke(table.sql_place, failure_text(str(error)))], before)

    def _build(self, planned: PlannedTable, tried: str, kept: TableState, before: TableState) -> None:
        table = planned.table
        iceberg = IcebergTable(self._spark, self._options.database, table.name)
        published = iceberg.published() if iceberg.exists() else None
        if published is not None and published.input_hash == tried and before.input_hash == tried:
            warnings = self._keep_up(planned, iceberg)
            snapshot = self._show(planned, iceberg, published.snapshot)
            self._publish(planned, replace(with_stale(before, ()), snapshot=snapshot), "unchanged", warnings, before)
            return
        for name in planned.reads:
            loaded = self._sources.load(name)
            if loaded:
                self._keep(kept, None if _passes_later(loaded) else tried, loaded, before)
                return
        branch = f"{BRANCH_PREFIX}{''.join(letter if letter.isalnum() else '_' for letter in self._options.run)}"
        built = build_table(self._spark, table, planned.rules, iceberg, branch, tried)
        if not isinstance(built, Built):
            self._keep(kept, None if built.again else tried, built.found, before)
            return
        warnings = [*built.warnings, *self._keep_up(planned, iceberg)]
        snapshot = self._show(planned, iceberg, built.snapshot)
        state = built_state(table, planned.reads, tried, snapshot, built.rows, built.results, built.warnings)
        self._publish(planned, state, "published", warnings, before)

    def _keep_up(self, planned: PlannedTable, iceberg: IcebergTable) -> Sequence[Finding]:
        """Also of a table that nothing has changed: what it replaced long ago expires. Rows are published whether or not it works."""
        try:
            maintain(self._spark, iceberg, self._options.now(), self._options.keep)
            return []
        except Exception as error:
            self._options.tell(f"{planned.table.name}: {error!r}")
            self.is_whole = False
            return [findings.upkeep_broke(planned.table.contract_place, failure_text(str(error)))]

    def _show(self, planned: PlannedTable, iceberg: IcebergTable, built: int) -> int:
        """Makes what readers get readable for the tables that come later. Returns its snapshot, which compaction may have replaced."""
        published = iceberg.published()
        snapshot = built if published is None else published.snapshot
        published_rows(planned.table, iceberg, snapshot).createOrReplaceTempView(planned.table.name)
        return snapshot

    def _publish(self, planned: PlannedTable, state: TableState, outcome: str, warnings: Sequence[Finding], before: TableState) -> None:
        """Rows of today's input, which are stale all the same when a file or table that they come from is."""
        place = planned.table.sql_place
        files = [file for name in planned.reads for file in stale_files(name, self._sources.manifests)]
        upstream = [name for name in planned.reads if name in self._states and self._states[name].because]
        because = [
            *([findings.input_stale(place, files)] if files else []),
            *(findings.upstream_stale(place, name) for name in upstream),
        ]
        self._settle_outcome(outcome, with_stale(state, because), [*warnings, *because], before)

    def _keep(self, kept: TableState, tried: str | None, found: Sequence[Finding], before: TableState) -> None:
        """What there was stays as it was, marked stale."""
        self._failed.add(kept.table)
        self._settle_outcome(outcome_of(found), kept.kept(tried, found), found, before)

    def _settle_outcome(self, outcome: str, state: TableState, found: Sequence[Finding], before: TableState) -> None:
        self._states[state.table] = state
        if state.to_text() != before.to_text():
            write_state(self._options.final, state)
        said = outcome_of(found) if outcome == "tried" else outcome
        if said not in ("published", "unchanged"):
            self.is_whole = False
        self.outcomes.append(TableOutcome(state.table, said, state.rows, tuple(found)))
        self._options.tell(f"{state.table}: {said}, {state.rows} rows")


def _passes_later(found: Sequence[Finding]) -> bool:
    return any(finding.code == "part-gone" for finding in found)


def _read(written: Mapping) -> dict:
    return {**written, "place": Place(**written["place"])}
