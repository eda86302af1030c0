"""Makes a table in the catalog hold what its contract says. Columns are added and widened, never dropped or retyped."""

import re

from sluice_tables import findings
from sluice_tables.finding import Finding
from sluice_tables.iceberg.iceberg_table import IcebergTable
from sluice_tables.table import Table


def fit_shape(iceberg: IcebergTable, table: Table) -> list[Finding]:
    """Creates the table, or adds to it. A column of the catalog's that the contract has left stays, null from now on. Returns a
    finding for each column whose type can't become the contract's; nothing is changed then."""
    if not iceberg.exists():
        iceberg.create(table)
        return []
    there = dict(iceberg.columns())
    changed = [column for column in table.columns if there.get(column.name, column.type) != column.type]
    refused = [
        findings.table_retyped(table.contract_place, column.name, f"{there[column.name]}, as the catalog has it", column.type)
        for column in changed
        if not _widens(there[column.name], column.type)
    ]
    if refused:
        return refused
    for column in changed:
        iceberg.widen_column(column.name, column.type)
    for column in table.columns:
        if column.name not in there:
            iceberg.add_column(column.name, column.type, column.description)
    now = iceberg.partitions()
    if now != list(table.partitions):
        iceberg.repartition(table, now)
    return []


def _widens(before: str, after: str) -> bool:
    """Of the types of a contract, Iceberg v2 promotes decimals of the same scale alone (https://iceberg.apache.org/spec/#schema-evolution)."""
    narrow, wide = (re.fullmatch(r"decimal\((\d+),(\d+)\)", kind) for kind in (before, after))
    return narrow is not None and wide is not None and narrow[2] == wide[2] and int(narrow[1]) <= int(wide[1])
