"""Wishes that what a person asked to be erased expires at once: `_erasures/<id>.json` in final, written by `sluice erase`."""

from datetime import timedelta

from sluice_tables.bucket import Bucket

PREFIX = "_erasures/"


def read_erasures(final: Bucket) -> list[str]:
    """Keys of the wishes that stand when a run begins: it reads manifests after that, so its tables are without the person."""
    return [key for key in final.keys(PREFIX) if key.endswith(".json")]


def keep_for(erasures: list[str], keep: timedelta) -> timedelta:
    """For how long a replaced snapshot stays readable: not at all while there is a wish."""
    return timedelta(0) if erasures else keep


def settle_erasures(final: Bucket, erasures: list[str]) -> None:
    """To be called when every table has been built from today's input and its old snapshots have expired."""
    for key in erasures:
        final.remove(key)
