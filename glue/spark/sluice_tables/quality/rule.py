"""Rules of DQDL, as parse_rules gives them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Operand:
    """`kind` is `number`, `text` or `keyword` (NULL, EMPTY, WHITESPACES_ONLY)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Condition:
    """`operator` is one of = != > >= < <= between in matches, the last three also as `not …`; `text` is as written."""

    operator: str
    operands: tuple[Operand, ...]
    text: str

    def __str__(self) -> str:
        return f"{self.text} (ends excluded)" if self.operator.endswith("between") else self.text


@dataclass(frozen=True)
class SimpleRule:
    """`ColumnValues "x" > 5 where "y = 1" with threshold > 0.9`; line and column are 1-based."""

    name: str
    parameters: tuple[str, ...]
    condition: Condition | None
    where: str | None
    threshold: Condition | None
    line: int
    column: int
    text: str


@dataclass(frozen=True)
class CompositeRule:
    """Rules in brackets, joined by `and` or `or`: judged each on the whole table, then combined."""

    joint: str
    rules: tuple["Rule", ...]
    line: int
    column: int
    text: str


Rule = SimpleRule | CompositeRule


@dataclass(frozen=True)
class QualityRule:
    """A failing `error` keeps the table from being published, a `warn` does not."""

    severity: str
    rule: Rule


def simple_rules(rule: Rule) -> list[SimpleRule]:
    """The simple rules of a rule, in the order written."""
    if isinstance(rule, SimpleRule):
        return [rule]
    return [simple for one in rule.rules for simple in simple_rules(one)]
