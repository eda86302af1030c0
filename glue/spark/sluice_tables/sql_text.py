"""Names and texts as Spark SQL writes them."""

from collections.abc import Iterable


def sql_name(name: str) -> str:
    return f"`{name.replace('`', '``')}`"


def sql_names(names: Iterable[str]) -> str:
    return ", ".join(sql_name(name) for name in names)


def sql_text(text: str) -> str:
    """Spark resolves backslashes in texts (spark.sql.parser.escapedStringLiterals is off), so they are doubled."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return f"'{escaped}'"


def row_text(columns: Iterable[str]) -> str:
    """SQL whose value names a row: `day=2026-01-02, region=US-CA`."""
    parts = [f"{sql_text(f'{name}=')}, coalesce(CAST({sql_name(name)} AS STRING), 'null')" for name in columns]
    return "concat(" + ", ', ', ".join(parts) + ")"
