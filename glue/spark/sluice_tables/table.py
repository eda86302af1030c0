"""A folder of glue/tables: table.json, transform.sql and quality.dqdl."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from sluice_tables import findings
from sluice_tables.finding import Finding, Place

FILES = ("table.json", "transform.sql", "quality.dqdl")


@dataclass(frozen=True)
class Column:
    """`type` is Spark's name for it, as table.json writes it."""

    name: str
    type: str
    nullable: bool
    description: str


@dataclass(frozen=True)
class Table:
    """What a final table is, but for what it reads: see `find_reads`."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    partitions: tuple[str, ...]
    sql: str
    quality: str

    @property
    def select(self) -> str:
        """The SQL where only a SELECT can stand: whatever else it were would be no SQL here."""
        return f"SELECT * FROM (\n{self.sql.rstrip().rstrip(';')}\n)"

    @property
    def sql_place(self) -> Place:
        return Place(f"glue/tables/{self.name}/transform.sql")

    @property
    def contract_place(self) -> Place:
        return Place(f"glue/tables/{self.name}/table.json")

    @property
    def quality_place(self) -> Place:
        return Place(f"glue/tables/{self.name}/quality.dqdl")

    def type_of(self, column: str) -> str | None:
        return next((one.type for one in self.columns if one.name == column), None)


def read_tables(room: Traversable) -> tuple[list[Table], dict[str, list[Finding]]]:
    """Every folder of `room`, by name: the tables, and what keeps the other folders from being one."""
    tables: list[Table] = []
    broken: dict[str, list[Finding]] = {}
    for folder in sorted((entry for entry in room.iterdir() if entry.is_dir()), key=lambda entry: entry.name):
        table, found = _read_table(folder)
        if table is None:
            broken[folder.name] = list(found)
        else:
            tables.append(table)
    return tables, broken


def _read_table(folder: Traversable) -> tuple[Table | None, Iterable[Finding]]:
    place = Place(f"glue/tables/{folder.name}/table.json")
    missing = [name for name in FILES if not folder.joinpath(name).is_file()]
    if missing:
        return None, [findings.table_file_missing(Place(f"glue/tables/{folder.name}/{name}"), name) for name in missing]
    contract, sql, quality = (folder.joinpath(name).read_text(encoding="utf-8") for name in FILES)
    try:
        return _to_table(folder.name, json.loads(contract), sql, quality), []
    except (ValueError, KeyError, TypeError) as problem:
        return None, [findings.contract_shape(place, f"{type(problem).__name__}: {problem}")]


def _to_table(name: str, contract: dict, sql: str, quality: str) -> Table:
    columns = tuple(Column(one["name"], one["type"].replace(" ", ""), one["nullable"], one["description"]) for one in contract["columns"])
    key, partitions = tuple(contract["key"]), tuple(contract.get("partitions", ()))
    strange = [named for named in (*key, *partitions) if named not in {column.name for column in columns}]
    if strange:
        raise ValueError(f"{', '.join(strange)} is no column")
    return Table(name, contract["description"], columns, key, partitions, sql, quality)
