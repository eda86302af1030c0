"""Casts of the texts that processed holds."""

import re

from sluice_tables.sql_text import sql_text

_PATTERNS = {"bigint": r"-?[0-9]+", "boolean": "true|false"}


def text_cast(value: str, to: str) -> str:
    """SQL of a text, written under today's schema, as a Spark type: ANSI casts raise for what is none."""
    return value if to == "string" else f"CAST({value} AS {to})"


def strict_cast(value: str, to: str) -> str:
    """As text_cast, for a text of an older schema: it has to be written as the type is, since Spark makes 1.24 of 1.239."""
    pattern = _pattern(to)
    if pattern is None:
        return text_cast(value, to)
    refusal = f"raise_error(concat({sql_text(f'{to} expected, got ')}, {value}))"
    test = f"{value} RLIKE {sql_text(f'^(?:{pattern})$')}"
    return f"CASE WHEN {value} IS NULL THEN NULL WHEN {test} THEN CAST({value} AS {to}) ELSE CAST({refusal} AS {to}) END"


def _pattern(to: str) -> str | None:
    scale = re.fullmatch(r"decimal\(\d+,(\d+)\)", to)
    if scale is None:
        return _PATTERNS.get(to)
    return r"-?[0-9]+(\.0+)?" if scale[1] == "0" else rf"-?[0-9]+(\.[0-9]{{1,{scale[1]}}}0*)?"
