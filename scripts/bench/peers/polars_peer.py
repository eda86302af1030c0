"""Cleans a CSV or NDJSON file by a schema with polars, lazily and streaming: python polars_peer.py INPUT --schema SCHEMA --out DIR"""

from dataclasses import dataclass

import polars as pl
from peer_arguments import Arguments, read_arguments
from schema_rules import BLANKS, EXTRA, FALSE_WORDS, PLAIN_DECIMAL, PLAIN_INTEGER, TRUE_WORDS, Column
from schema_rules import match_header, read_columns, record_fault

ROW = "_row"


@dataclass(frozen=True)
class Check:
    """A record is wrong where `wrong` is true."""

    wrong: pl.Expr
    code: str
    column: str | None


@dataclass(frozen=True)
class Cleaned:
    """One column: how its cells are read, then how what was read is judged and written."""

    value: pl.Expr
    checks: list[Check]


def scan_csv(path: str, columns: list[Column]) -> pl.LazyFrame:
    """Text columns. One more than the header has shows which rows are too long."""
    names = [*match_header(path, columns), EXTRA]
    return pl.scan_csv(
        path,
        has_header=False,
        skip_lines=1,
        schema=dict.fromkeys(names, pl.String),
        missing_columns="insert",
        truncate_ragged_lines=True,
        row_index_name=ROW,
        row_index_offset=1,
    )


def scan_ndjson(path: str, columns: list[Column]) -> pl.LazyFrame:
    """Nested objects as flat text columns; a line that is no JSON is kept as the text that it is."""

    def shape(prefix: tuple[str, ...]) -> pl.Struct:
        below = [column.path for column in columns if column.path[: len(prefix)] == prefix]
        names = dict.fromkeys(path[len(prefix)] for path in below)
        leaf = {path[-1] for path in below if len(path) == len(prefix) + 1}
        return pl.Struct({name: pl.String if name in leaf else shape((*prefix, name)) for name in names})

    def field(path: tuple[str, ...]) -> pl.Expr:
        found = pl.col("record")
        for name in path:
            found = found.struct.field(name)
        return found

    lines = pl.scan_lines(path, name="line", row_index_name=ROW, row_index_offset=1)
    whole = pl.col("line").str.starts_with("{") & pl.col("line").str.ends_with("}")
    records = lines.with_columns(record=pl.when(whole).then(pl.col("line")).str.json_decode(shape(())))
    broken = pl.when(pl.col("record").is_null()).then(pl.col("line")).alias(EXTRA)
    return records.select(ROW, *(field(column.path).alias(column.name) for column in columns), broken)


def clean_number(cells: pl.Expr, column: Column) -> Cleaned:
    decimal = column.kind == "decimal"
    plain = cells
    for one in column.number_formats:
        bare = cells.str.replace_all(one.group, "", literal=True).str.replace(one.decimal, ".", literal=True)
        if one.prefix:
            bare = bare.str.replace(one.prefix, "", literal=True).str.replace_all(" ", "", literal=True)
        plain = pl.when(cells.str.contains(one.pattern)).then(bare).otherwise(plain)
    well_formed = plain.str.contains(PLAIN_DECIMAL if decimal else PLAIN_INTEGER)
    checks = [Check(~well_formed, f"{column.kind}-format", column.name)]
    if decimal:
        number = plain.cast(pl.Decimal(column.precision, column.scale), strict=False)
        fine = plain.str.contains(rf"^[^.]*(?:\.[0-9]{{0,{column.scale}}}0*)?$") & number.is_not_null()
        checks.append(Check(well_formed & ~fine, "decimal-size", column.name))
        bound = lambda text: pl.lit(text).cast(pl.Decimal(column.precision, column.scale))  # noqa: E731
    else:
        number = plain.cast(pl.Int64, strict=False)
        fine = well_formed
        checks.append(Check(well_formed & number.is_null(), "integer-range", column.name))
        bound = lambda text: pl.lit(int(text))  # noqa: E731
    outside = pl.lit(False)
    if column.minimum is not None:
        outside = outside | (number < bound(column.minimum))
    if column.maximum is not None:
        outside = outside | (number > bound(column.maximum))
    return Cleaned(number, [*checks, Check(fine & outside, "out-of-range", column.name)])


def clean_text(cells: pl.Expr, column: Column) -> Cleaned:
    value = cells.str.normalize("NFC")
    checks = []
    if column.enum is not None:
        checks.append(Check(~value.is_in(list(column.enum)), "not-in-list", column.name))
    if column.pattern is not None:
        checks.append(Check(~value.str.contains(column.pattern), "pattern", column.name))
    if column.min_length is not None or column.max_length is not None:
        inside = value.str.len_chars().is_between(column.min_length or 0, column.max_length or 1 << 30)
        checks.append(Check(~inside, "length", column.name))
    return Cleaned(value, checks)


def clean_column(column: Column) -> Cleaned:
    stripped = pl.col(column.name).str.strip_chars(BLANKS)
    cells = pl.when(~stripped.is_in(list(column.null_tokens))).then(stripped)
    if column.kind in ("integer", "decimal"):
        cleaned = clean_number(cells, column)
    elif column.kind == "boolean":
        lower = cells.str.to_lowercase()
        value = pl.when(lower.is_in(TRUE_WORDS)).then(True).when(lower.is_in(FALSE_WORDS)).then(False)
        cleaned = Cleaned(value, [Check(cells.is_not_null() & value.is_null(), "boolean-format", column.name)])
    elif column.kind == "date":
        value = pl.coalesce(cells.str.to_date(one, strict=False, cache=True) for one in column.date_formats)
        cleaned = Cleaned(value, [Check(cells.is_not_null() & value.is_null(), "date-format", column.name)])
    else:
        cleaned = clean_text(cells, column)
    missing = [Check(cells.is_null(), "missing-value", column.name)] if column.required else []
    return Cleaned(cleaned.value, [*missing, *cleaned.checks])


def reason(check: Check, index: int) -> pl.Expr:
    text = pl.struct(code=pl.lit(check.code), column=pl.lit(check.column, dtype=pl.String))
    alone = pl.lit(True) if check.column is None else pl.col(EXTRA).is_null()
    return pl.when(pl.col(f"_wrong{index}") & alone).then(text)


def clean(arguments: Arguments) -> None:
    columns = read_columns(arguments.schema)
    scan = scan_ndjson if arguments.input.endswith(".ndjson") else scan_csv
    cleaned = [clean_column(column) for column in columns]
    broken = Check(pl.col(EXTRA).is_not_null(), record_fault(arguments.input), None)
    checks = [broken, *(check for one in cleaned for check in one.checks)]
    names = [column.name for column in columns]
    judged = (
        scan(arguments.input, columns)
        .with_columns(
            *(one.value.alias(f"_value_{name}") for one, name in zip(cleaned, names, strict=True)),
            *(check.wrong.fill_null(False).alias(f"_wrong{index}") for index, check in enumerate(checks)),
        )
        .with_columns(_bad=pl.any_horizontal(f"_wrong{index}" for index in range(len(checks))))
    )
    good = judged.filter(~pl.col("_bad")).select(*(pl.col(f"_value_{name}").alias(name) for name in names), ROW)
    rejected = judged.filter("_bad").select(
        pl.col(ROW).alias("row"),
        raw=pl.concat_list(*names, EXTRA),
        reasons=pl.concat_list(reason(check, index) for index, check in enumerate(checks)).list.drop_nulls(),
    )
    sinks = [good.sink_csv(arguments.clean, lazy=True), rejected.sink_ndjson(arguments.quarantine, lazy=True)]
    pl.collect_all(sinks, engine="streaming")


if __name__ == "__main__":
    clean(read_arguments("polars"))
