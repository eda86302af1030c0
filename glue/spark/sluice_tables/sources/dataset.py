"""The datasets, as ../../job-files.ts writes them down, and which parts of processed are theirs."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sluice_tables.sources.manifest import Manifest, Part


@dataclass(frozen=True)
class Dataset:
    """`columns` are names and Spark types, without dropped ones; `latest_by` is set when the rule is `latest`."""

    name: str
    source: str
    hash: str
    columns: tuple[tuple[str, str], ...]
    primary_key: tuple[str, ...]
    on_duplicate: str
    latest_by: str | None

    @property
    def seen(self) -> tuple[tuple[str, str], ...]:
        """What SQL sees: where a row came from comes last."""
        return (*self.columns, ("_file", "string"), ("_row", "bigint"))


@dataclass(frozen=True)
class SourcePart:
    """A part and the raw key that its rows came from. `older`: written under another schema than today's."""

    part: Part
    file: str
    older: bool
    written_by: str
    """Parts with the same value have the same header."""


def parse_datasets(text: str) -> list[Dataset]:
    return [_dataset(one) for one in json.loads(text)]


def _dataset(one: dict[str, Any]) -> Dataset:
    columns = tuple((column["name"], column["type"]) for column in one["columns"])
    rule = one["onDuplicate"]
    key = tuple(one["primaryKey"])
    return Dataset(one["name"], one["source"], one["hash"], columns, key, rule["rule"], rule.get("by"))


def parts_of(dataset: Dataset, manifests: Sequence[Manifest]) -> list[SourcePart]:
    """`_rejects` and `_runs` are made of what every manifest says of its own file; their columns are the engine's."""
    lake = dataset.source == "lake"
    return [
        SourcePart(
            part,
            manifest.file,
            older=not lake and manifest.schema_hash != dataset.hash,
            written_by=manifest.engine_version if lake else f"{manifest.schema_hash} {manifest.engine_version}",
        )
        for manifest in manifests
        for part in _own_parts(dataset.name, manifest)
    ]


def _own_parts(dataset: str, manifest: Manifest) -> Sequence[Part]:
    if dataset == "_runs":
        return (manifest.run,)
    if dataset == "_rejects":
        return () if manifest.rejects is None else (manifest.rejects,)
    return manifest.parts if manifest.dataset == dataset else ()


def stale_files(dataset: str, manifests: Sequence[Manifest]) -> list[str]:
    """Files of a dataset whose present version is not what readers get."""
    return [one.file for one in manifests if one.dataset == dataset and one.stale]


def dataset_hash(dataset: Dataset, manifests: Sequence[Manifest]) -> str:
    """A hash (hex) of a dataset's rows: its columns and rules, and the content of its parts. `_runs` counts by its facts,
    because its parts hold clock values, which no table may read."""
    shape = [dataset.hash, dataset.columns, dataset.primary_key, dataset.on_duplicate, dataset.latest_by]
    rows: list[Any] = (
        [one.facts for one in manifests]
        if dataset.name == "_runs"
        else [[one.file, one.part.sha256] for one in parts_of(dataset, manifests)]
    )
    return hashlib.sha256(json.dumps([shape, rows]).encode()).hexdigest()
