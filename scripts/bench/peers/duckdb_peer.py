"""Cleans a CSV or NDJSON file by a schema with DuckDB, in SQL: python duckdb_peer.py INPUT --schema SCHEMA --out DIR"""

from collections.abc import Callable

import duckdb
from peer_arguments import Arguments, read_arguments
from schema_rules import BLANKS, EXTRA, FALSE_WORDS, PLAIN_DECIMAL, PLAIN_INTEGER, TRUE_WORDS, Column
from schema_rules import match_header, read_columns, record_fault

Check = tuple[str, str, str | None]  # condition under which a record is wrong, code, column


def text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def texts(values: list[str] | tuple[str, ...]) -> str:
    return ", ".join(map(text, values))


def chars(value: str) -> str:
    return " || ".join(f"chr({ord(one)})" for one in value)


def from_csv(path: str, columns: list[Column]) -> str:
    """Text columns. One more than the header has shows which rows are too long."""
    types = ", ".join(f"{text(name)}: 'VARCHAR'" for name in [*match_header(path, columns), EXTRA])
    options = "auto_detect = false, header = false, skip = 1, delim = ',', quote = '\"', escape = '\"'"
    limits = "null_padding = true, strict_mode = true, max_line_size = 1048576, parallel = false"
    return f"SELECT *, row_number() OVER () AS _row FROM read_csv({text(path)}, {options}, {limits}, columns = {{{types}}})"


def from_ndjson(path: str, columns: list[Column]) -> str:
    """Nested objects as flat text columns; a line that is no JSON is kept as the text that it is."""
    cells = ", ".join(f"record ->> {text('$.' + '.'.join(column.path))} AS {column.name}" for column in columns)
    lines = (
        f"SELECT line, row_number() OVER () AS _row FROM read_csv({text(path)}, auto_detect = false, header = false, "
        "delim = '\\x01', quote = '', escape = '', max_line_size = 1048576, parallel = false, columns = {'line': 'VARCHAR'})"
    )
    checked = f"SELECT _row, line, try_cast(line AS JSON) AS record FROM ({lines})"
    return f"SELECT _row, {cells}, CASE WHEN record IS NULL THEN line END AS {EXTRA} FROM ({checked})"


def stripped(name: str) -> str:
    """Most cells have no blanks around them, and trim with a set of characters is slow: it is asked where it has work only."""
    ends = " OR ".join(f"suffix({name}, chr({ord(blank)}))" for blank in BLANKS)
    return f"CASE WHEN {name} < '!' OR {ends} THEN trim({name}, {chars(BLANKS)}) ELSE {name} END"


def cell(column: Column) -> str:
    return f"CASE WHEN t_{column.name} NOT IN ({texts(column.null_tokens)}) THEN t_{column.name} END"


def plain_number(column: Column) -> str:
    """The cell in the plain form, where a declared format fits; otherwise as it is."""
    plain = column.name
    for one in column.number_formats:
        bare = f"replace(replace({column.name}, {text(one.group)}, ''), {text(one.decimal)}, '.')"
        if one.prefix:
            bare = f"replace(replace({bare}, {text(one.prefix)}, ''), ' ', '')"
        plain = f"CASE WHEN regexp_matches({column.name}, {text(one.pattern)}) THEN {bare} ELSE {plain} END"
    return plain


def day(column: Column) -> str:
    return f"CAST(try_strptime({column.name}, [{texts(column.date_formats)}]) AS DATE)"


def boolean(column: Column) -> str:
    lower = f"lower({column.name})"
    return f"CASE WHEN {lower} IN ({texts(TRUE_WORDS)}) THEN true WHEN {lower} IN ({texts(FALSE_WORDS)}) THEN false END"


def refined(column: Column) -> str:
    """What a cell says: text in NFC, numbers in the plain form, days and truth values."""
    if column.kind in ("integer", "decimal"):
        return plain_number(column)
    if column.kind == "date":
        return day(column)
    return boolean(column) if column.kind == "boolean" else f"nfc_normalize({column.name})"


def value(column: Column) -> str:
    if column.kind == "decimal":
        return f"TRY_CAST(v_{column.name} AS DECIMAL({column.precision}, {column.scale}))"
    return f"TRY_CAST(v_{column.name} AS BIGINT)" if column.kind == "integer" else f"v_{column.name}"


def number_checks(column: Column) -> list[Check]:
    decimal = column.kind == "decimal"
    read, plain, name = f"n_{column.name}", f"v_{column.name}", column.name
    well_formed = f"regexp_matches({plain}, {text(PLAIN_DECIMAL if decimal else PLAIN_INTEGER)})"
    fits = f"{read} IS NOT NULL"
    if decimal:
        fits += f" AND regexp_matches({plain}, {text(rf'^[^.]*(?:[.][0-9]{{0,{column.scale}}}0*)?$')})"
    outside = [
        *([f"{read} < {column.minimum}"] if column.minimum is not None else []),
        *([f"{read} > {column.maximum}"] if column.maximum is not None else []),
    ]
    checks: list[Check] = [
        (f"NOT {well_formed}", f"{column.kind}-format", name),
        (f"{well_formed} AND NOT ({fits})", "decimal-size" if decimal else "integer-range", name),
    ]
    return [*checks, (f"{fits} AND ({' OR '.join(outside)})", "out-of-range", name)] if outside else checks


def text_checks(column: Column) -> list[Check]:
    read = f"v_{column.name}"
    checks: list[Check] = []
    if column.enum is not None:
        checks.append((f"{read} NOT IN ({texts(column.enum)})", "not-in-list", column.name))
    if column.pattern is not None:
        checks.append((f"NOT regexp_matches({read}, {text(column.pattern)})", "pattern", column.name))
    if column.min_length is not None or column.max_length is not None:
        most = column.max_length or 1 << 30
        checks.append((f"length({read}) NOT BETWEEN {column.min_length or 0} AND {most}", "length", column.name))
    return checks


def checks_of(column: Column) -> list[Check]:
    missing: list[Check] = [(f"{column.name} IS NULL", "missing-value", column.name)] if column.required else []
    if column.kind in ("integer", "decimal"):
        return [*missing, *number_checks(column)]
    if column.kind in ("date", "boolean"):
        unread = f"{column.name} IS NOT NULL AND v_{column.name} IS NULL"
        return [*missing, (unread, f"{column.kind}-format", column.name)]
    return [*missing, *text_checks(column)]


def reason(check: Check) -> str:
    wrong, code, name = check
    if name is None:
        return f"CASE WHEN {wrong} THEN {{'code': {text(code)}, 'column': NULL::VARCHAR}} END"
    return f"CASE WHEN ({wrong}) AND {EXTRA} IS NULL THEN {{'code': {text(code)}, 'column': {text(name)}}} END"


def statements(arguments: Arguments) -> list[str]:
    """Judges every record once into a table, out of which both files are copied: faster than to judge for each of them."""
    columns = read_columns(arguments.schema)
    source = (from_ndjson if arguments.input.endswith(".ndjson") else from_csv)(arguments.input, columns)
    broken = (f"{EXTRA} IS NOT NULL", record_fault(arguments.input), None)
    checks: list[Check] = [broken, *(check for one in columns for check in checks_of(one))]

    def each(layer: Callable[[Column], str]) -> str:
        return ", ".join(map(layer, columns))

    raw = each(lambda one: f"{one.name} AS raw_{one.name}, {stripped(one.name)} AS t_{one.name}")
    cells = each(lambda one: f"{cell(one)} AS {one.name}")
    read = each(lambda one: f"{refined(one)} AS v_{one.name}")
    values = each(lambda one: f"{value(one)} AS n_{one.name}")
    wrong = " OR ".join(f"coalesce({wrong}, false)" for wrong, _, _ in checks)
    layers = f"SELECT _row, {EXTRA}, {raw} FROM ({source})"
    for added in (cells, read, values, f"{wrong} AS _bad"):
        layers = f"SELECT *, {added} FROM ({layers})"
    record = f"[{each(lambda one: f'raw_{one.name}')}, {EXTRA}]"
    reasons = f"list_filter([{', '.join(map(reason, checks))}], lambda one: one IS NOT NULL)"
    clean = each(lambda one: f"n_{one.name} AS {one.name}")
    return [
        f"CREATE TEMP TABLE judged AS SELECT {clean}, _row, _bad, CASE WHEN _bad THEN {record} END AS raw, "
        f"CASE WHEN _bad THEN {reasons} END AS reasons FROM ({layers})",
        f"COPY (SELECT {each(lambda one: one.name)}, _row FROM judged WHERE NOT _bad) TO {text(arguments.clean)} (FORMAT csv, HEADER)",
        f"COPY (SELECT _row AS row, raw, reasons FROM judged WHERE _bad) TO {text(arguments.quarantine)} (FORMAT json)",
    ]


if __name__ == "__main__":
    arguments = read_arguments("DuckDB")
    connection = duckdb.connect(config={"threads": 1})
    for statement in statements(arguments):
        connection.execute(statement)
