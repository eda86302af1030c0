"""Buckets as the job needs them: a folder on a laptop, S3 in AWS."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol


class Bucket(Protocol):
    """Keys are relative to the bucket. Errors of the surroundings are raised as they come."""

    def keys(self, prefix: str) -> Iterator[str]:
        """Every key that begins so, in code-point order."""
        ...

    def read(self, key: str, most: int | None = None) -> bytes | None:
        """The bytes, or the first `most` of them; None where there is no object."""
        ...

    def write(self, key: str, body: bytes) -> None:
        """Puts the object in one step: a reader gets the old or the new."""
        ...

    def remove(self, key: str) -> None:
        """Removing what is not there is no error."""
        ...

    def path(self, key: str) -> str:
        """What Spark reads it by."""
        ...


class FolderBucket:
    """A bucket of a laptop: a folder that FileStore (lambda/store) writes too."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def keys(self, prefix: str) -> Iterator[str]:
        folder = self._root / prefix.rpartition("/")[0]
        found = (entry.relative_to(self._root).as_posix() for entry in folder.rglob("*") if entry.is_file())
        yield from sorted(key for key in found if key.startswith(prefix))

    def read(self, key: str, most: int | None = None) -> bytes | None:
        try:
            with (self._root / key).open("rb") as file:
                return file.read(-1 if most is None else most)
        except FileNotFoundError:
            return None

    def write(self, key: str, body: bytes) -> None:
        target = self._root / key
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f"{target.name}.draft")
        draft.write_bytes(body)
        draft.replace(target)

    def remove(self, key: str) -> None:
        (self._root / key).unlink(missing_ok=True)

    def path(self, key: str) -> str:
        return f"file:{(self._root / key).as_posix()}"


class S3Bucket:
    """A bucket of S3. `client` is boto3's, which the Glue runtime brings along."""

    def __init__(self, name: str, client: Any) -> None:
        self._name = name
        self._client = client

    def keys(self, prefix: str) -> Iterator[str]:
        for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self._name, Prefix=prefix):
            yield from (entry["Key"] for entry in page.get("Contents", ()))

    def read(self, key: str, most: int | None = None) -> bytes | None:
        try:
            body = self._client.get_object(Bucket=self._name, Key=key)["Body"]
        except self._client.exceptions.NoSuchKey:
            return None
        with body:
            return body.read() if most is None else body.read(most)

    def write(self, key: str, body: bytes) -> None:
        self._client.put_object(Bucket=self._name, Key=key, Body=body, ContentType="application/json")

    def remove(self, key: str) -> None:
        self._client.delete_object(Bucket=self._name, Key=key)

    def path(self, key: str) -> str:
        return f"s3://{self._name}/{key}"
