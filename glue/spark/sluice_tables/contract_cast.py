"""What a SELECT returns, held against the contract and cast to it: as glue/duckdb/build/contract-cast.ts."""

from collections.abc import Sequence

from pyspark.sql import DataFrame

from sluice_tables import findings
from sluice_tables.finding import Finding
from sluice_tables.sql_text import sql_name
from sluice_tables.table import Column, Table

_INTEGERS = {"tinyint", "smallint", "int", "bigint"}
_NUMBERS = _INTEGERS | {"float", "double", "decimal"}
_INSTANTS = {"date", "timestamp"}


def check_columns(table: Table, got: Sequence[tuple[str, str]]) -> list[Finding]:
    """The same names in the same order, and types that both engines cast to the contract's alike. `got`: names and Spark types."""
    expected = [column.name for column in table.columns]
    names = [name for name, _ in got]
    if expected != names:
        return [findings.contract_columns(table.sql_place, expected, names)]
    return [
        findings.contract_type(table.sql_place, column.name, column.type, kind)
        for column, (_, kind) in zip(table.columns, got, strict=True)
        if not _casts(kind, column.type)
    ]


def _casts(got: str, to: str) -> bool:
    source, target = got.partition("(")[0], to.partition("(")[0]
    if source == "void" or got == to:
        return True
    if target in {"bigint", "double", "decimal"}:
        return source in _NUMBERS
    return target in _INSTANTS and source in _INSTANTS


def cast_to_contract(table: Table, rows: DataFrame) -> DataFrame:
    """The rows with the contract's types, by Spark's ANSI casts: what does not fit raises."""
    given = [f"c{index}" for index in range(len(table.columns))]
    casts = [f"{_cast(column, name)} AS {sql_name(column.name)}" for column, name in zip(table.columns, given, strict=True)]
    return rows.toDF(*given).selectExpr(*casts)


def find_misfits(table: Table, rows: DataFrame) -> list[Finding]:
    """Which columns have values that their type does not hold, with up to 3 of them. For rows whose cast has failed."""
    found = []
    given = rows.toDF(*(f"c{index}" for index in range(len(table.columns))))
    for index, column in enumerate(table.columns):
        name = f"c{index}"
        misfit = f"{name} IS NOT NULL AND TRY_CAST({name} AS {column.type}) IS NULL"
        bad = given.where(misfit).selectExpr(f"CAST({name} AS STRING) AS value").distinct().orderBy("value").limit(3)
        values = [row["value"] for row in bad.collect()]
        if values:
            found.append(findings.contract_cast(table.sql_place, column.name, column.type, values))
    return found


def _cast(column: Column, name: str) -> str:
    return f"CAST({name} AS {column.type})"
