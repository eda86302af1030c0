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


def to_cell(column: Column) -> pl.Expr:
    """Trimmed text; null for null tokens."""
    stripped = pl.col(column.name).str.strip_chars(BLANKS)
    return pl.when(~stripped.is_in(list(column.null_tokens))).then(stripped)


def to_plain(cells: pl.Expr, column: Column) -> pl.Expr:
    """Numbers in a declared format in the plain one; text in NFC, which ASCII is already; the rest as it is."""
    if column.kind == "text":
        ascii_only = cells.str.len_bytes() == cells.str.len_chars()
        return pl.when(ascii_only).then(cells).otherwise(cells.str.normalize("NFC"))
    plain = cells
    for one in column.number_formats:
        bare = cells.str.replace_all(one.group, "", literal=True).str.replace(one.decimal, ".", literal=True)
        if one.prefix:
            bare = bare.str.replace(one.prefix, "", literal=True).str.replace_all(" ", "", literal=True)
        plain = pl.when(cells.str.contains(one.pattern)).then(bare).otherwise(plain)
    return plain


def to_value(plain: pl.Expr, column: Column) -> pl.Expr:
    """What a cell says, null where it can't be read."""
    if column.kind == "decimal":
        return plain.cast(pl.Decimal(column.precision, column.scale), strict=False)
    if column.kind == "integer":
        return plain.cast(pl.Int64, strict=False)
    if column.kind == "date":
        return pl.coalesce(plain.str.to_date(one, strict=False, cache=False) for one in column.date_formats)
    if column.kind == "boolean":
        lower = plain.str.to_lowercase()
        return pl.when(lower.is_in(TRUE_WORDS)).then(True).when(lower.is_in(FALSE_WORDS)).then(False)
    return plain


def number_checks(plain: pl.Expr, value: pl.Expr, column: Column) -> list[Check]:
    decimal = column.kind == "decimal"
    well_formed = plain.str.contains(PLAIN_DECIMAL if decimal else PLAIN_INTEGER)
    fits = value.is_not_null()
    if decimal:
        fits = fits & plain.str.contains(rf"^[^.]*(?:\.[0-9]{{0,{column.scale}}}0*)?$")
    bound = pl.Decimal(column.precision, column.scale) if decimal else pl.Int64
    outside = pl.lit(False)
    if column.minimum is not None:
        outside = outside | (value < pl.lit(column.minimum).cast(bound))
    if column.maximum is not None:
        outside = outside | (value > pl.lit(column.maximum).cast(bound))
    return [
        Check(~well_formed, f"{column.kind}-format", column.name),
        Check(well_formed & ~fits, "decimal-size" if decimal else "integer-range", column.name),
        Check(fits & outside, "out-of-range", column.name),
    ]


def text_checks(value: pl.Expr, column: Column) -> list[Check]:
    checks = []
    if column.enum is not None:
        checks.append(Check(~value.is_in(list(column.enum)), "not-in-list", column.name))
    if column.pattern is not None:
        checks.append(Check(~value.str.contains(column.pattern), "pattern", column.name))
    if column.min_length is not None or column.max_length is not None:
        inside = value.str.len_chars().is_between(column.min_length or 0, column.max_length or 1 << 30)
        checks.append(Check(~inside, "length", column.name))
    return checks


def checks_of(column: Column) -> list[Check]:
    plain, value = pl.col(f"_plain_{column.name}"), pl.col(f"_value_{column.name}")
    missing = [Check(plain.is_null(), "missing-value", column.name)] if column.required else []
    if column.kind in ("integer", "decimal"):
        return [*missing, *number_checks(plain, value, column)]
    if column.kind in ("boolean", "date"):
        return [*missing, Check(plain.is_not_null() & value.is_null(), f"{column.kind}-format", column.name)]
    return [*missing, *text_checks(value, column)]


def reason(check: Check, index: int) -> pl.Expr:
    text = pl.struct(code=pl.lit(check.code), column=pl.lit(check.column, dtype=pl.String))
    alone = pl.lit(True) if check.column is None else pl.col(EXTRA).is_null()
    return pl.when(pl.col(f"_wrong{index}") & alone).then(text)


def clean(arguments: Arguments) -> None:
    """Each layer names what the next one reads, so that nothing is computed twice."""
    columns = read_columns(arguments.schema)
    scan = scan_ndjson if arguments.input.endswith(".ndjson") else scan_csv
    broken = Check(pl.col(EXTRA).is_not_null(), record_fault(arguments.input), None)
    checks = [broken, *(check for column in columns for check in checks_of(column))]
    names = [column.name for column in columns]
    judged = (
        scan(arguments.input, columns)
        .with_columns(to_cell(column).alias(f"_cell_{column.name}") for column in columns)
        .with_columns(to_plain(pl.col(f"_cell_{one.name}"), one).alias(f"_plain_{one.name}") for one in columns)
        .with_columns(to_value(pl.col(f"_plain_{one.name}"), one).alias(f"_value_{one.name}") for one in columns)
        .with_columns(check.wrong.fill_null(False).alias(f"_wrong{index}") for index, check in enumerate(checks))
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
