"""A rule as SQL over the built rows, as glue/duckdb/quality/rule-sql.ts."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from sluice_tables.quality.condition_sql import length_sql, measure_sql, value_sql
from sluice_tables.quality.rule import Condition, SimpleRule
from sluice_tables.sql_text import row_text, sql_name, sql_names
from sluice_tables.table import Table

SAMPLES = 3


@dataclass(frozen=True)
class Judgement:
    """`sql` gives one row: whether it passed, and what was measured. `samples` gives texts of rows that break the rule."""

    expected: str
    sql: str
    samples: str | None = None


def own_rows(rule: SimpleRule, table: Table) -> str:
    """The rows that a rule is about."""
    rows = f"SELECT * FROM {sql_name(table.name)}"
    return rows if rule.where is None else f"{rows} WHERE ({name_own_table(rule.where, table.name)})"


_PIECES = re.compile(r"--[^\n]*|/\*[\s\S]*?\*/|'(?:[^'\\]|\\[\s\S])*'|\"(?:[^\"\\]|\\[\s\S])*\"|`[^`]*`|[A-Za-z_]\w*|[\s\S]")


def name_own_table(sql: str, table: str) -> str:
    """DQDL calls the judged table `primary`. Only the bare word is replaced, never in a text, a comment or a quoted name."""
    return _PIECES.sub(lambda match: table if match.group().lower() == "primary" else match.group(), sql)


def parse_reference(text: str) -> tuple[str, list[str]] | None:
    """`regions.{region, country}` or `regions.region`: the name and the columns."""
    match = re.fullmatch(r"\s*([A-Za-z_]\w*)\.(?:\{([^{}]+)\}|(\w+))\s*", text)
    return None if match is None else (match[1].lower(), [name.strip() for name in (match[2] or match[3]).split(",")])


def judgement_of(rule: SimpleRule, table: Table) -> Judgement:
    """The SQL of a rule that check_rule has passed."""
    return _JUDGES[rule.name](rule, table, f"({own_rows(rule, table)})")


def _column(rule: SimpleRule) -> str:
    return sql_name(rule.parameters[0])


def _share(part: str, whole: str) -> str:
    """NULL, and so failing, when there is nothing to share."""
    return f"CAST({part} AS DOUBLE) / nullif({whole}, 0)"


def _judged(rows: str, measure: str, condition: Condition | None, what: str) -> Judgement:
    test = "false" if condition is None else measure_sql("measure", condition)
    sql = f"SELECT {test}, coalesce(CAST(measure AS STRING), 'nothing to measure') FROM (SELECT {measure} AS measure FROM {rows})"
    return Judgement(f"{what} {condition or ''}", sql)


def _each_row(rule: SimpleRule, table: Table, rows: str, test: str, expected: str) -> Judgement:
    """Without a threshold all rows must pass, so on no rows it holds."""
    share = rule.threshold
    verdict = "passed = total" if share is None else f"total = 0 OR {measure_sql('try_divide(passed, total)', share)}"
    measured = "concat(total - passed, ' of ', total, ' rows otherwise')"
    counts = f"SELECT count(*) AS total, count_if({test}) AS passed FROM {rows}"
    samples = f"SELECT {row_text(table.key)} FROM {rows} WHERE NOT ({test}) ORDER BY {sql_names(table.key)} LIMIT {SAMPLES}"
    wanted = expected if share is None else f"{expected} for a share of rows {share}"
    return Judgement(wanted, f"SELECT {verdict}, {measured} FROM ({counts})", samples)


def _groups(rule: SimpleRule, rows: str) -> str:
    """Groups of equal values with `_n` rows each; rows whose columns are all null are left out."""
    names = sql_names(rule.parameters)
    some = " OR ".join(f"{sql_name(name)} IS NOT NULL" for name in rule.parameters)
    return f"(SELECT {names}, count(*) AS _n FROM {rows} WHERE {some} GROUP BY {names})"


def _unique(rule: SimpleRule, rows: str, expected: str, complete: str) -> Judgement:
    again = f"(SELECT count(*) FROM {_groups(rule, rows)} WHERE _n > 1)"
    missing = f"(SELECT count(*) FROM {rows} WHERE NOT ({complete}))"
    measured = "concat(again, ' values more than once', CASE WHEN missing > 0 THEN concat(' and ', missing, ' rows without') ELSE '' END)"
    names = rule.parameters
    samples = (
        f"SELECT concat({row_text(names)}, ' (', _n, ' rows)') FROM {_groups(rule, rows)} WHERE _n > 1 "
        f"ORDER BY {sql_names(names)} LIMIT {SAMPLES}"
    )
    sql = f"SELECT again = 0 AND missing = 0, {measured} FROM (SELECT {again} AS again, {missing} AS missing)"
    return Judgement(expected, sql, samples)


def _referential(rule: SimpleRule, table: Table, rows: str) -> Judgement:
    """The share of rows whose values are together in the other table; a null is in none."""
    own = [sql_name(name.strip()) for name in rule.parameters[0].split(",")]
    name, columns = parse_reference(rule.parameters[1]) or ("", [])
    pairs = " AND ".join(f"there.{sql_name(column)} = here.{mine}" for column, mine in zip(columns, own, strict=True))
    strangers = f"(SELECT here.* FROM {rows} AS here LEFT ANTI JOIN {sql_name(name)} AS there ON {pairs})"
    counts = f"SELECT (SELECT count(*) FROM {rows}) AS total, (SELECT count(*) FROM {strangers}) AS lost"
    verdict = "lost = 0" if rule.condition is None else f"total = 0 OR {measure_sql('try_divide(total - lost, total)', rule.condition)}"
    share = "" if rule.condition is None else f" for a share of rows {rule.condition}"
    samples = f"SELECT {row_text(table.key)} FROM {strangers} ORDER BY {sql_names(table.key)} LIMIT {SAMPLES}"
    sql = f"SELECT {verdict}, concat(lost, ' of ', total, ' rows without') FROM ({counts})"
    return Judgement(f"values that are in {rule.parameters[1]}{share}", sql, samples)


def _custom(rule: SimpleRule, table: Table, _rows: str) -> Judgement:
    statement = name_own_table(rule.parameters[0], table.name)
    return _judged(f"({statement}) AS answer (measure)", "max(measure)", rule.condition, "an answer")


def _exists(rule: SimpleRule, table: Table, _rows: str) -> Judgement:
    there = table.type_of(rule.parameters[0]) is not None
    return Judgement(f"a column {rule.parameters[0]}", f"SELECT {str(there).lower()}, '{'one' if there else 'none'}'")


def _values(rule: SimpleRule, table: Table, rows: str) -> Judgement:
    kind = table.type_of(rule.parameters[0]) or "string"
    test = "false" if rule.condition is None else value_sql(_column(rule), kind, rule.condition)
    return _each_row(rule, table, rows, test, f"values {rule.condition}")


def _length(rule: SimpleRule, table: Table, rows: str) -> Judgement:
    test = "false" if rule.condition is None else length_sql(_column(rule), rule.condition)
    return _each_row(rule, table, rows, test, f"texts of length {rule.condition}")


def _primary_key(rule: SimpleRule, _table: Table, rows: str) -> Judgement:
    complete = " AND ".join(f"{sql_name(name)} IS NOT NULL" for name in rule.parameters)
    return _unique(rule, rows, "each value once and none missing", complete)


Judge = Callable[[SimpleRule, Table, str], Judgement]


def _measure(measure: str, what: str) -> Judge:
    """A rule about one number; `{c}` in the measure is the column."""
    return lambda rule, _table, rows: _judged(rows, measure.format(c=_column(rule)) if "{c}" in measure else measure, rule.condition, what)


def _group_measure(measure: str, what: str) -> Judge:
    return lambda rule, _table, rows: _judged(_groups(rule, rows), measure, rule.condition, what)


_JUDGES: dict[str, Judge] = {
    "IsComplete": lambda rule, table, rows: _each_row(rule, table, rows, f"{_column(rule)} IS NOT NULL", "a value in every row"),
    "ColumnValues": _values,
    "ColumnLength": _length,
    "IsUnique": lambda rule, _table, rows: _unique(rule, rows, "each value once", "true"),
    "IsPrimaryKey": _primary_key,
    "Completeness": _measure(_share("count({c})", "count(*)"), "a share of values"),
    "Uniqueness": _group_measure(_share("sum(_n) FILTER (WHERE _n = 1)", "sum(_n)"), "a share of values that come once"),
    "UniqueValueRatio": _group_measure(_share("count(*) FILTER (WHERE _n = 1)", "count(*)"), "a share of distinct values that come once"),
    "DistinctValuesCount": _measure("count(DISTINCT {c})", "distinct values"),
    "Mean": _measure("avg({c})", "a mean"),
    "Sum": _measure("sum({c})", "a sum"),
    "StandardDeviation": _measure("stddev_pop({c})", "a standard deviation"),
    "RowCount": _measure("count(*)", "rows"),
    "ColumnCount": lambda rule, table, _rows: _judged("(SELECT 1)", f"{len(table.columns)} * count(*)", rule.condition, "columns"),
    "ColumnExists": _exists,
    "ReferentialIntegrity": _referential,
    "CustomSql": _custom,
}
