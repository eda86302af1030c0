"""Lets Python 3.11 and 3.12 run LocalStack 4.14, which was written for 3.13.

Nine of its files declare type parameters (PEP 695, Python 3.12), KMS names key material by `uuid5` of bytes (3.12), one file
imports `warnings.deprecated` (3.13), and one writes `Lock | None` (3.13: until then `Lock` is a function).
"""

import _thread
import re
import sys
import threading
import uuid
import warnings
from hashlib import sha1
from importlib.machinery import SourceFileLoader

import typing_extensions

_DECLARATION = re.compile(r"^(\s*(?:class|def) \w+)\[([^\]]+)\](.*)$", re.MULTILINE)
_ALIAS = re.compile(r"^type (\w+) = ", re.MULTILINE)
_FUTURE = re.compile(r"^from __future__ import .*\n", re.MULTILINE)


def lower(source: str) -> str:
    """The same module with `TypeVar`s in place of type parameters; only annotations ever read them."""
    names: set[str] = set()

    def declare(match: re.Match) -> str:
        head, parameters, tail = match.groups()
        own = [parameter.split(":")[0].strip() for parameter in parameters.split(",")]
        names.update(own)
        if not head.lstrip().startswith("class"):
            return head + tail
        generic = f"__typing.Generic[{', '.join(own)}]"
        return f"{head}({tail[1:-2]}, {generic}):" if tail.startswith("(") else f"{head}({generic}):"

    lowered = _ALIAS.sub(r"\1 = ", _DECLARATION.sub(declare, source))
    variables = [f'{name} = __typing.TypeVar("{name}")' for name in sorted(names)]
    future = _FUTURE.search(lowered)
    place = future.end() if future else 0
    return lowered[:place] + "; ".join(["import typing as __typing", *variables]) + "\n" + lowered[place:]


class _Lock:
    """A class that gives locks, so that `Lock | None` is a type."""

    def __new__(cls):
        return _thread.allocate_lock()


def _uuid5(namespace: uuid.UUID, name: str | bytes) -> uuid.UUID:
    """RFC 9562, 5.5, of bytes too."""
    content = name.encode() if isinstance(name, str) else name
    return uuid.UUID(bytes=sha1(namespace.bytes + content, usedforsecurity=False).digest()[:16], version=5)


def install() -> None:
    """Brings what this Python lacks, and has every module that it can't read lowered while it is imported."""
    if not hasattr(warnings, "deprecated"):
        warnings.deprecated = typing_extensions.deprecated
    if not isinstance(threading.Lock, type):
        threading.Lock = _Lock
    if sys.version_info >= (3, 12):
        return
    uuid.uuid5 = _uuid5
    compile_source = SourceFileLoader.source_to_code

    def source_to_code(self, data, path, **options):
        try:
            return compile_source(self, data, path, **options)
        except SyntaxError:
            if not isinstance(data, bytes):
                raise
            return compile_source(self, lower(data.decode()).encode(), path, **options)

    SourceFileLoader.source_to_code = source_to_code
