"""What can be said of a rule without rows, as far as its SQL depends on it; `validate` says the rest (glue/duckdb/quality)."""

from sluice_tables import findings
from sluice_tables.finding import Finding, Place
from sluice_tables.quality.rule import Condition, Rule, SimpleRule, simple_rules
from sluice_tables.quality.rule_sql import parse_reference
from sluice_tables.table import Table

_MANY = 64

# Name: least and most texts, whether a condition must, may or may not stand, whether the texts are columns.
# Source: https://docs.aws.amazon.com/glue/latest/dg/dqdl-rule-types.html
_SPECS: dict[str, tuple[int, int, str, bool]] = {
    "IsComplete": (1, 1, "none", True),
    "IsUnique": (1, _MANY, "none", True),
    "IsPrimaryKey": (1, _MANY, "none", True),
    "ColumnValues": (1, 1, "required", True),
    "ColumnLength": (1, 1, "required", True),
    "Completeness": (1, 1, "required", True),
    "Uniqueness": (1, _MANY, "required", True),
    "UniqueValueRatio": (1, _MANY, "required", True),
    "DistinctValuesCount": (1, 1, "required", True),
    "Mean": (1, 1, "required", True),
    "Sum": (1, 1, "required", True),
    "StandardDeviation": (1, 1, "required", True),
    "RowCount": (0, 0, "required", False),
    "ColumnCount": (0, 0, "required", False),
    "ColumnExists": (1, 1, "none", False),
    "ReferentialIntegrity": (2, 2, "optional", False),
    "CustomSql": (1, 1, "required", False),
}
_BY_ROW = ("ColumnValues", "ColumnLength")


def check_rule(rule: Rule, table: Table) -> list[Finding]:
    """Every simple rule of it exists, has what it needs, and names columns of the table."""
    return [found for one in simple_rules(rule) for found in _check(one, table)]


def _check(rule: SimpleRule, table: Table) -> list[Finding]:
    place = Place(table.quality_place.file, rule.line, rule.column)
    spec = _SPECS.get(rule.name)
    if spec is None:
        return [findings.quality_rule_unknown(place, rule.name, list(_SPECS))]
    wrong = _wrong_shape(rule, spec)
    if wrong is not None:
        return [findings.quality_syntax(place, *wrong)]
    names = [one.name for one in table.columns]
    own = rule.parameters if spec[3] else ()
    if rule.name == "ReferentialIntegrity":
        own = tuple(name.strip() for name in rule.parameters[0].split(","))
    return [findings.quality_column(place, name, names) for name in own if name not in names]


def _wrong_shape(rule: SimpleRule, spec: tuple[int, int, str, bool]) -> tuple[str, str] | None:
    """What was expected and what is there, if they differ."""
    least, most, condition, _ = spec
    count = len(rule.parameters)
    if not least <= count <= most:
        return f"{least if least == most else f'at least {least}'} texts in quotes", str(count)
    if condition == "required" and rule.condition is None:
        return "a condition", "none"
    if condition == "none" and rule.condition is not None:
        return "no condition", rule.condition.text
    if rule.threshold is not None and rule.name not in _BY_ROW:
        return "no threshold", rule.threshold.text
    numeric = [rule.threshold] if rule.name == "ColumnValues" else [rule.condition, rule.threshold]
    odd = next((one for one in numeric if one is not None and not _is_numeric(one)), None)
    if odd is not None:
        return "a condition on a number", odd.text
    if rule.name == "ReferentialIntegrity":
        reference = parse_reference(rule.parameters[1])
        if reference is None or len(reference[1]) != len(rule.parameters[0].split(",")):
            return '"dataset.{column}" with as many columns', rule.parameters[1]
    return None


def _is_numeric(condition: Condition) -> bool:
    return not condition.operator.endswith("matches") and all(operand.kind == "number" for operand in condition.operands)
