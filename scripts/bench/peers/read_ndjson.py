"""NDJSON as flat records of text, for pandas, whose read_json gives up on a whole chunk where one line is broken."""

import json
from collections.abc import Iterator

from schema_rules import Column


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


def _flat(line: str, columns: list[Column]) -> tuple[str | None, ...]:
    try:
        record = json.loads(line, parse_float=str, parse_int=str)
    except ValueError:
        return (*(None for _ in columns), line)
    cells = []
    for column in columns:
        value = record
        for name in column.path:
            value = value.get(name) if isinstance(value, dict) else None
        cells.append(_text(value))
    return (*cells, "")


def read_records(path: str, columns: list[Column], rows: int) -> Iterator[list[tuple[str | None, ...]]]:
    """Chunks of records; one more cell at the end holds a line that is no JSON."""
    chunk = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            chunk.append(_flat(line, columns))
            if len(chunk) == rows:
                yield chunk
                chunk = []
    if chunk:
        yield chunk
