"""A hash of the code that makes tables."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def code_version() -> str:
    """Part of every table's input hash: changed code builds every table again, and nobody has to remember to raise a number."""
    digest = hashlib.sha256()
    for name, text in sorted(_sources(files("sluice_tables"), "")):
        digest.update(f"{name}\0{len(text)}\0".encode() + text)
    return digest.hexdigest()


def _sources(folder: Traversable, under: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _sources(entry, f"{under}{entry.name}/")
        elif entry.name.endswith(".py"):
            yield f"{under}{entry.name}", entry.read_bytes()
