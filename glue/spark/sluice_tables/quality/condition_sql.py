"""Conditions as SQL that is never NULL, as glue/duckdb/quality/condition-sql.ts."""

from collections.abc import Callable

from sluice_tables.quality.rule import Condition, Operand
from sluice_tables.sql_text import sql_text

_INSTANTS = ("date", "timestamp")


def measure_sql(measure: str, condition: Condition) -> str:
    """A condition on a number: no measure, no pass."""
    return f"coalesce({_compare(measure, condition, lambda operand: operand.text)}, false)"


def length_sql(name: str, condition: Condition) -> str:
    """A condition on the length of a text; null counts as length 0."""
    return measure_sql(f"length(coalesce({name}, ''))", condition)


def value_sql(name: str, kind: str, condition: Condition) -> str:
    """A condition on each value of a column of a Spark type. A null fails, except for != and not in; where NULL is named it passes or
    fails like any value. Instants are compared by their day, as AWS does."""
    value = f"CAST({name} AS DATE)" if kind == "timestamp" else name
    if condition.operator not in ("=", "in", "!=", "not in"):
        return f"coalesce({_compare(value, condition, lambda operand: _literal(kind, operand))}, false)"
    plain = [_literal(kind, operand) for operand in condition.operands if operand.kind != "keyword"]
    special = [_keyword(name, operand.text) for operand in condition.operands if operand.kind == "keyword"]
    among = [*special, *([f"{value} IN ({', '.join(plain)})"] if plain else [])]
    test = f"coalesce({' OR '.join(among)}, false)"
    if condition.operator in ("=", "in"):
        return test
    named = any(operand.kind == "keyword" and operand.text == "NULL" for operand in condition.operands)
    return f"(NOT {test}{f' AND {name} IS NOT NULL' if named else ''})"


def _compare(value: str, condition: Condition, literal: Callable[[Operand], str]) -> str:
    operands = [literal(operand) for operand in condition.operands]
    match condition.operator:
        case "between":
            return f"({value} > {operands[0]} AND {value} < {operands[1]})"
        case "not between":
            return f"({value} <= {operands[0]} OR {value} >= {operands[1]})"
        case "in":
            return f"{value} IN ({', '.join(operands)})"
        case "not in":
            return f"{value} NOT IN ({', '.join(operands)})"
        case "matches" | "not matches":
            # The whole text: \z, because Java's $ lets a last line break pass.
            pattern = sql_text(rf"\A(?:{condition.operands[0].text})\z")
            return f"{'NOT ' if condition.operator.startswith('not') else ''}({value} RLIKE {pattern})"
        case operator:
            return f"{value} {operator} {operands[0]}"


def _literal(kind: str, operand: Operand) -> str:
    if operand.kind == "number" or kind == "boolean":
        return operand.text
    return f"DATE {sql_text(operand.text)}" if kind in _INSTANTS else sql_text(operand.text)


def _keyword(name: str, text: str) -> str:
    if text == "NULL":
        return f"{name} IS NULL"
    return f"{name} = ''" if text == "EMPTY" else f"({name} <> '' AND trim({name}) = '')"
