"""What there is of a final table, beside its rows: `_tables/<table>.json` in final, as glue/duckdb/build/table-manifest.ts, with the
snapshot in place of files. It holds no clock value."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sluice_tables.bucket import Bucket
from sluice_tables.finding import Finding
from sluice_tables.quality.judge_rules import RuleResult
from sluice_tables.table import Table


@dataclass(frozen=True)
class TableState:
    """`input_hash`: of the rows that readers get; None: there are none. `tried_hash`: of the last build that was tried. `because`: why
    readers get rows that are not those of today's input."""

    table: str
    input_hash: str | None = None
    tried_hash: str | None = None
    snapshot: int | None = None
    rows: int = 0
    because: tuple[dict[str, Any], ...] = ()
    warnings: tuple[dict[str, Any], ...] = ()
    quality: tuple[dict[str, Any], ...] = ()
    shape: dict[str, Any] = field(default_factory=dict)

    def kept(self, tried_hash: str | None, because: Sequence[Finding]) -> "TableState":
        """The same rows, which are now stale."""
        return replace(self, tried_hash=tried_hash, because=_written(because))

    def to_text(self) -> str:
        return f"{json.dumps(self._to_json(), ensure_ascii=False, indent=1)}\n"

    def _to_json(self) -> dict[str, Any]:
        return {
            "format": 1,
            "table": self.table,
            "inputHash": self.input_hash,
            "triedHash": self.tried_hash,
            "stale": len(self.because) > 0,
            "staleBecause": self.because,
            "warnings": self.warnings,
            **self.shape,
            "rows": self.rows,
            "snapshot": None if self.snapshot is None else str(self.snapshot),
            "quality": self.quality,
        }


def built_state(
    table: Table,
    reads: Sequence[str],
    input_hash: str,
    snapshot: int,
    rows: int,
    results: Sequence[RuleResult],
    warnings: Sequence[Finding],
) -> TableState:
    """The state of rows that were published just now."""
    quality = tuple(result.to_json() for result in results)
    shape = shape_of(table, reads)
    return TableState(table.name, input_hash, input_hash, snapshot, rows, (), _written(warnings), quality, shape)


def with_stale(state: TableState, because: Sequence[Finding]) -> TableState:
    return replace(state, because=_written(because))


def shape_of(table: Table, reads: Sequence[str]) -> dict[str, Any]:
    columns = [{"name": one.name, "type": one.type, "nullable": one.nullable} for one in table.columns]
    return {"columns": columns, "key": table.key, "partitions": table.partitions, "reads": list(reads)}


def read_state(final: Bucket, table: str) -> TableState:
    """A state that is not there, or that this version can't read, is that of a table never built: the next build mends it."""
    text = final.read(_key(table))
    try:
        value = json.loads(text or b"{}")
        shape = {name: value[name] for name in ("columns", "key", "partitions", "reads") if name in value}
        return TableState(
            table,
            value["inputHash"],
            value["triedHash"],
            None if value["snapshot"] is None else int(value["snapshot"]),
            value["rows"],
            tuple(value["staleBecause"]),
            tuple(value["warnings"]),
            tuple(value["quality"]),
            shape,
        )
    except (ValueError, KeyError, TypeError):
        return TableState(table)


def write_state(final: Bucket, state: TableState) -> None:
    final.write(_key(state.table), state.to_text().encode())


def _key(table: str) -> str:
    return f"_tables/{table}.json"


def _written(found: Sequence[Finding]) -> tuple[dict[str, Any], ...]:
    return tuple(finding.to_json() for finding in found)
