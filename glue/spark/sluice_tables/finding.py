"""Something wrong with data or a table: returned and collected, never raised. The same shape as lambda/schema/finding.ts."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Place:
    """A path as people know it, and a 1-based line and column where they are known."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        known = [self.file, self.line, self.column if self.line is not None else None]
        return ":".join(str(part) for part in known if part is not None)


@dataclass(frozen=True)
class Finding:
    """`severity` is `error` or `warn`; `expected`, `got` and `fix` complete the sentence that `format` makes."""

    code: str
    severity: str
    place: Place
    expected: str
    got: str
    fix: str
    subject: str | None = None

    def format(self) -> str:
        """`glue/tables/t/transform.sql: x: expected a, got b; do c [code]`."""
        subject = "" if self.subject is None else f"{self.subject}: "
        return f"{self.place}: {subject}expected {self.expected}, got {self.got}; {self.fix} [{self.code}]"

    def to_json(self) -> dict[str, Any]:
        place = {"file": self.place.file, "line": self.place.line, "column": self.place.column}
        own = {"code": self.code, "severity": self.severity, "subject": self.subject}
        rest = {"expected": self.expected, "got": self.got, "fix": self.fix}
        written = {**own, "place": {name: part for name, part in place.items() if part is not None}, **rest}
        return {name: part for name, part in written.items() if part is not None}


def quote(value: str, most: int = 60) -> str:
    """A value as a message shows it: in double quotes, control characters escaped, cut after `most` characters."""
    return json.dumps(value if len(value) <= most else f"{value[:most]}…", ensure_ascii=False)
