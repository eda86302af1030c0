"""What is to be built, in which order, and what keeps folders from being built at all. No row is read."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from pyspark.sql import SparkSession

from sluice_tables import findings
from sluice_tables.code_version import code_version
from sluice_tables.contract_cast import check_columns
from sluice_tables.finding import Finding, Place
from sluice_tables.quality.check_rule import check_rule
from sluice_tables.quality.judge_rules import rule_statements
from sluice_tables.quality.parse_rules import parse_rules
from sluice_tables.quality.rule import QualityRule
from sluice_tables.sources.dataset import Dataset
from sluice_tables.table import Table, read_tables
from sluice_tables.table_reads import SqlError, SqlReader, UnknownNameError, order_tables


@dataclass(frozen=True)
class PlannedTable:
    """A table, its rules, and the datasets and tables that its SQL and its rules read, sorted."""

    table: Table
    rules: Sequence[QualityRule]
    reads: Sequence[str]


@dataclass(frozen=True)
class Plan:
    """`broken`: folders that are no table, with the reasons."""

    tables: Sequence[PlannedTable]
    broken: Mapping[str, Sequence[Finding]]


def plan_tables(spark: SparkSession, room: Traversable, datasets: Sequence[Dataset]) -> Plan:
    """Reads the folders of `room`; the tables come in an order in which each comes after those that it reads."""
    tables, unread = read_tables(room)
    shapes: dict[str, Sequence[tuple[str, str]]] = {one.name: one.seen for one in datasets}
    shapes |= {table.name: [(column.name, column.type) for column in table.columns] for table in tables}
    reader = SqlReader(spark, shapes)
    broken: dict[str, Sequence[Finding]] = dict(unread)
    planned: dict[str, PlannedTable] = {}
    for table in tables:
        one = _plan_table(reader, table, sorted({*shapes, *unread}))
        if isinstance(one, PlannedTable):
            planned[table.name] = one
        else:
            broken[table.name] = one
    ordered, left = order_tables({name: one.reads for name, one in planned.items()})
    for name, way in left.items():
        place = planned[name].table.sql_place
        waits = [findings.upstream_stale(place, other) for other in planned[name].reads if other in left]
        broken[name] = [findings.table_cycle(place, way)] if way else waits
    return Plan([planned[name] for name in ordered], broken)


def _plan_table(reader: SqlReader, table: Table, known: Sequence[str]) -> PlannedTable | Sequence[Finding]:
    rules, found = parse_rules(table.quality, table.quality_place)
    found = found or [one for rule in rules for one in check_rule(rule.rule, table)]
    if found:
        return found
    try:
        reads, columns = reader.read(table.select)
    except UnknownNameError as error:
        return [_unknown(table.sql_place, error.name, known)]
    except SqlError as error:
        return [findings.transform_failed(table.sql_place, str(error))]
    ruled = _rule_reads(reader, table, rules, known)
    if isinstance(ruled, Finding):
        return [ruled]
    misfits = check_columns(table, columns)
    return misfits or PlannedTable(table, rules, sorted({*reads, *ruled} - {table.name}))


def _rule_reads(reader: SqlReader, table: Table, rules: Sequence[QualityRule], known: Sequence[str]) -> set[str] | Finding:
    names: set[str] = set()
    for one in rules:
        place = Place(table.quality_place.file, one.rule.line, one.rule.column)
        statements, referred = rule_statements(one.rule, table.name)
        try:
            names.update(reader.known(name) for name in referred)
            names.update(name for statement in statements for name in reader.read(statement)[0])
        except UnknownNameError as error:
            return _unknown(place, error.name, known)
        except SqlError as error:
            return findings.quality_sql(place, str(error))
    return names


def _unknown(place: Place, name: str, known: Sequence[str]) -> Finding:
    """A folder that could not be read is known all the same: what reads it waits."""
    return findings.upstream_stale(place, name) if name in known else findings.reads_unknown(place, name, known)


def input_hash(planned: PlannedTable, hashes: Mapping[str, str]) -> str:
    """A hash (hex) of everything that a table's rows depend on. `hashes`: of what it reads, by name. Titles change no row."""
    table = planned.table
    columns = [(one.name, one.type, one.nullable) for one in table.columns]
    reads = [(name, hashes.get(name)) for name in planned.reads]
    parts = [code_version(), table.name, columns, table.key, table.partitions, table.sql, table.quality, reads]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
