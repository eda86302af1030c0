"""The manifests of processed (lambda/clean/manifest.ts): a reader counts only what they name."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from sluice_tables.bucket import Bucket

READERS = 10
"""Manifests are small and many: boto3 keeps so many connections to S3."""


@dataclass(frozen=True)
class Part:
    """A CSV object of processed; `bytes` is how long it is."""

    key: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What is clean of one raw key, as far as tables depend on it. `facts` is what a row of `_runs` says but for its clock."""

    dataset: str
    file: str
    stale: bool
    schema_hash: str
    engine_version: str
    parts: tuple[Part, ...]
    rejects: Part | None
    run: Part
    facts: tuple[Any, ...]


FACTS = (
    *("dataset", "file", "rawVersion", "schemaHash", "engineVersion", "tokenKeyId", "status", "stale"),
    *("rowsIn", "rowsClean", "rowsQuarantined"),
)


def read_manifests(processed: Bucket) -> list[Manifest]:
    """Every manifest, by raw key. One that is gone by the time it is read was removed, and counts no more."""
    keys = [key for key in processed.keys("_manifests/") if key.endswith(".json")]
    with ThreadPoolExecutor(READERS) as pool:
        texts = list(pool.map(processed.read, keys))
    manifests = [_parse(text) for text in texts if text is not None]
    return sorted((one for one in manifests if one is not None), key=lambda one: one.file)


def _parse(text: bytes) -> Manifest | None:
    """What can't be read was damaged by hand, and counts as none, as in lambda/reconcile."""
    try:
        value = json.loads(text)
        if value["format"] != 1:
            return None
        return Manifest(
            value["dataset"],
            value["file"],
            value["stale"],
            value["schemaHash"],
            value["engineVersion"],
            tuple(_part(one) for one in value["parts"]),
            _part(value["rejects"]) if value.get("rejects") is not None else None,
            _part(value["run"]),
            tuple(value[name] for name in FACTS),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _part(value: dict[str, Any]) -> Part:
    return Part(value["key"], value["rows"], value["bytes"], value["sha256"])
