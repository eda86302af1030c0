"""Builds one table on a branch, judges it there, and publishes it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from pyspark.sql import DataFrame, SparkSession

from sluice_tables import findings
from sluice_tables.contract_cast import cast_to_contract, find_misfits
from sluice_tables.contract_rows import check_rows
from sluice_tables.finding import Finding
from sluice_tables.iceberg.fit_shape import fit_shape
from sluice_tables.iceberg.iceberg_table import IcebergTable, OvertakenError
from sluice_tables.quality.judge_rules import RuleResult, judge_rules
from sluice_tables.quality.rule import QualityRule
from sluice_tables.spark_failure import data_failure
from sluice_tables.sql_text import sql_names
from sluice_tables.table import Table


@dataclass(frozen=True)
class Built:
    """Rows that readers have got; `warnings` are of rules that do not hold the table back."""

    snapshot: int
    rows: int
    results: Sequence[RuleResult]
    warnings: Sequence[Finding]


@dataclass(frozen=True)
class Refused:
    """Nothing was published. `again`: the same input may pass another time, because it was not the input's fault."""

    found: Sequence[Finding]
    again: bool = False


def build_table(
    spark: SparkSession, table: Table, rules: Sequence[QualityRule], iceberg: IcebergTable, branch: str, input_hash: str
) -> Built | Refused:
    """The session holds what the table reads, by name. Raises Spark's error when the surroundings failed; the branch is then dropped,
    as always, and readers have what they had."""
    shape = fit_shape(iceberg, table)
    if shape:
        return Refused(shape)
    try:
        wrong = _write(spark, table, iceberg, branch, input_hash)
        if wrong:
            return Refused(wrong)
        built = _contract_columns(table, iceberg.branch_rows(branch))
        built.createOrReplaceTempView(table.name)
        broken = check_rows(spark, table)
        if broken:
            return Refused(broken)
        results, judged = judge_rules(spark, table, rules)
        if any(finding.severity == "error" for finding in judged):
            return Refused(judged)
        rows = built.count()
        return Built(iceberg.publish(branch), rows, results, judged)
    except OvertakenError:
        return Refused([findings.run_overtaken(table.contract_place)], again=True)
    finally:
        _drop_branch(iceberg, branch)


def _drop_branch(iceberg: IcebergTable, branch: str) -> None:
    """What was published stays published whether or not this works: a branch that is left is swept by a later run (maintain.py)."""
    with suppress(Exception):
        iceberg.drop_branch(branch)


def published_rows(table: Table, iceberg: IcebergTable, snapshot: int) -> DataFrame:
    """What readers get, as far as the contract names it."""
    return _contract_columns(table, iceberg.rows(snapshot))


def _contract_columns(table: Table, rows: DataFrame) -> DataFrame:
    return rows.selectExpr(*sql_names(column.name for column in table.columns).split(", "))


def _write(spark: SparkSession, table: Table, iceberg: IcebergTable, branch: str, input_hash: str) -> Sequence[Finding]:
    try:
        iceberg.write_branch(branch, cast_to_contract(table, spark.sql(table.select)), input_hash)
        return []
    except Exception as error:
        said = data_failure(error)
        if said is None:
            raise
        return _misfits(spark, table) or [findings.transform_failed(table.sql_place, said)]


def _misfits(spark: SparkSession, table: Table) -> Sequence[Finding]:
    """Which columns' casts failed; nothing where the SQL itself does."""
    try:
        return find_misfits(table, spark.sql(table.select))
    except Exception as error:
        if data_failure(error) is None:
            raise
        return []
