"""What a run came to: `_transforms/<run>.json` in final, by which the state machine goes on (lambda/pipeline/README.md)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sluice_tables.bucket import Bucket
from sluice_tables.finding import Finding


@dataclass(frozen=True)
class TableOutcome:
    """`outcome`: published, unchanged, refused (by a quality rule), failed, or stale (it reads one that is not built). `rows`: that
    readers get."""

    table: str
    outcome: str
    rows: int
    found: tuple[Finding, ...]

    def to_json(self) -> dict[str, Any]:
        said = [finding.format() for finding in self.found]
        return {"table": self.table, "outcome": self.outcome, "rows": self.rows, "findings": said}


@dataclass(frozen=True)
class RunRecord:
    """`manifests`: how many the run saw at its start."""

    run: str
    manifests: int
    tables: Sequence[TableOutcome]

    def to_json(self) -> dict[str, Any]:
        return {"format": 1, "run": self.run, "manifests": self.manifests, "tables": [one.to_json() for one in self.tables]}


def outcome_of(found: Sequence[Finding]) -> str:
    """Of a table that was not published, by what was found."""
    errors = [finding for finding in found if finding.severity == "error"]
    if not errors:
        return "stale"
    return "refused" if all(finding.code == "quality-failed" for finding in errors) else "failed"


def write_record(final: Bucket, record: RunRecord) -> None:
    final.write(f"_transforms/{record.run}.json", f"{json.dumps(record.to_json(), ensure_ascii=False, indent=1)}\n".encode())
