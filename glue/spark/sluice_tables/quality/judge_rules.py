"""Judges built rows by the rules of their table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyspark.sql import SparkSession

from sluice_tables import findings
from sluice_tables.finding import Finding, Place
from sluice_tables.quality.rule import QualityRule, Rule, SimpleRule, simple_rules
from sluice_tables.quality.rule_sql import judgement_of, name_own_table, parse_reference
from sluice_tables.spark_failure import data_failure
from sluice_tables.table import Table


@dataclass(frozen=True)
class RuleResult:
    """What came of one rule: part of the table's state."""

    rule: str
    line: int
    severity: str
    passed: bool
    measured: str

    def to_json(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass(frozen=True)
class _Verdict:
    name: str
    passed: bool
    expected: str
    got: str
    samples: tuple[str, ...]


def judge_rules(spark: SparkSession, table: Table, rules: Sequence[QualityRule]) -> tuple[list[RuleResult], list[Finding]]:
    """Judges what the session holds under the table's name, together with whatever the rules refer to."""
    results: list[RuleResult] = []
    found: list[Finding] = []
    for one in rules:
        place = Place(table.quality_place.file, one.rule.line, one.rule.column)
        try:
            verdict = _judge(spark, table, one.rule)
        except Exception as error:
            said = data_failure(error)
            if said is None:
                raise
            found.append(findings.quality_sql(place, said))
            continue
        results.append(RuleResult(one.rule.text, one.rule.line, one.severity, verdict.passed, verdict.got))
        if not verdict.passed:
            got = verdict.got + (f", at {'; '.join(verdict.samples)}" if verdict.samples else "")
            found.append(findings.quality_failed(place, one.severity, one.rule.text, verdict.expected, got))
    return results, found


def rule_statements(rule: Rule, table: str) -> tuple[list[str], list[str]]:
    """SQL that a rule runs, and names that it refers to besides: what has to be there before the rule is judged."""
    statements, names = [], []
    for one in simple_rules(rule):
        if one.name == "CustomSql" and one.parameters:
            # In brackets, where only a SELECT can stand.
            statements.append(f"SELECT * FROM (\n{name_own_table(one.parameters[0], table)}\n)")
        if one.where is not None:
            statements.append(f"SELECT * FROM {table} WHERE ({name_own_table(one.where, table)})")
        reference = parse_reference(one.parameters[1]) if one.name == "ReferentialIntegrity" and len(one.parameters) > 1 else None
        names.extend([] if reference is None else [reference[0]])
    return statements, names


def _judge(spark: SparkSession, table: Table, rule: Rule) -> _Verdict:
    if isinstance(rule, SimpleRule):
        return _judge_one(spark, table, rule)
    verdicts = [_judge(spark, table, one) for one in rule.rules]
    passed = all(one.passed for one in verdicts) if rule.joint == "and" else any(one.passed for one in verdicts)
    telling = [one for one in verdicts if one.passed == passed]
    return _Verdict(
        f" {rule.joint} ".join(one.name for one in verdicts),
        passed,
        f" {rule.joint} ".join(one.expected for one in verdicts),
        ", ".join(f"{one.name} gave {one.got}" for one in telling),
        tuple(text for one in telling for text in one.samples)[:3],
    )


def _judge_one(spark: SparkSession, table: Table, rule: SimpleRule) -> _Verdict:
    judgement = judgement_of(rule, table)
    [row] = spark.sql(judgement.sql).collect()
    passed = row[0] is True
    samples = () if passed or judgement.samples is None else tuple(one[0] for one in spark.sql(judgement.samples).collect())
    return _Verdict(rule.name, passed, judgement.expected, row[1], samples)
