"""The arguments of every Python peer."""

import argparse
import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Arguments:
    input: str
    schema: str
    clean: str
    quarantine: str


def read_arguments(engine: str) -> Arguments:
    """INPUT --schema SCHEMA --out DIR; the outputs are clean.csv and quarantine.ndjson in DIR."""
    parser = argparse.ArgumentParser(description=f"Cleans a file by a schema with {engine}.")
    parser.add_argument("input")
    parser.add_argument("--schema", required=True)
    parser.add_argument("--out", required=True)
    given = parser.parse_args()
    os.makedirs(given.out, exist_ok=True)
    return Arguments(
        given.input,
        given.schema,
        os.path.join(given.out, "clean.csv"),
        os.path.join(given.out, "quarantine.ndjson"),
    )
