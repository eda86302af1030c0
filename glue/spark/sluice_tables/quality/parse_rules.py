"""Reads a quality.dqdl: `Rules = [ rule, ... ]` (https://docs.aws.amazon.com/glue/latest/dg/dqdl.html)."""

from sluice_tables import findings
from sluice_tables.finding import Finding, Place, quote
from sluice_tables.quality.rule import CompositeRule, Condition, Operand, QualityRule, Rule, SimpleRule
from sluice_tables.quality.tokens import RuleSyntaxError, TokenReader

_COMPARISONS = ("=", "!=", ">", ">=", "<", "<=")
_WORDS = ("between", "in", "matches")
_KEYWORDS = ("NULL", "EMPTY", "WHITESPACES_ONLY")


def parse_rules(source: str, place: Place) -> tuple[list[QualityRule], list[Finding]]:
    """The rules; or none, and where the text stops being DQDL. The comment line `# warn` before a rule makes its failure a warning."""
    try:
        return _read_document(TokenReader(source)), []
    except RuleSyntaxError as problem:
        token = problem.token
        got = "the end of the file" if token.kind == "end" else quote(source[token.start : token.end])
        return [], [findings.quality_syntax(Place(place.file, token.line, token.column), problem.expected, got)]


def _read_document(reader: TokenReader) -> list[QualityRule]:
    reader.take_word("Rules", "Rules = [ ... ]")
    reader.take_mark("=")
    reader.take_mark("[")
    rules = []
    while not reader.is_mark("]"):
        severity = "warn" if reader.warns() else "error"
        rules.append(QualityRule(severity, _read_rule(reader)))
        if not reader.is_mark("]"):
            reader.take_mark(",", "a comma or the closing ]")
    if reader.warns():
        raise reader.problem("a rule after # warn")
    reader.take_mark("]")
    if not reader.is_end():
        raise reader.problem("nothing after the closing ]")
    return rules


def _read_rule(reader: TokenReader) -> Rule:
    """`A`, `(A)`, `(A) and (B)`, `(A) or ((B) and (C))`."""
    if not reader.is_mark("("):
        return _read_simple(reader)
    start = reader.peek()
    rules = [_read_bracketed(reader)]
    joint = reader.peek().text.lower()
    if joint not in ("and", "or"):
        return rules[0]
    while reader.peek().text.lower() == joint:
        reader.take()
        rules.append(_read_bracketed(reader))
    if reader.peek().text.lower() in ("and", "or"):
        raise reader.problem("one of and, or between brackets, not both; bracket one pair more")
    return CompositeRule(joint, tuple(rules), start.line, start.column, reader.text_since(start))


def _read_bracketed(reader: TokenReader) -> Rule:
    reader.take_mark("(", "a rule in brackets")
    rule = _read_rule(reader)
    reader.take_mark(")")
    return rule


def _read_simple(reader: TokenReader) -> SimpleRule:
    start = reader.peek()
    if start.kind != "word":
        raise reader.problem("the name of a rule")
    reader.take()
    parameters = []
    while reader.peek().kind == "text":
        parameters.append(reader.take_text())
    condition = _read_condition(reader) if _starts_condition(reader) else None
    where, threshold = None, None
    while reader.is_word("where", "with"):
        if reader.take().text == "where":
            where = reader.take_text()
        else:
            reader.take_word("threshold")
            threshold = _read_condition(reader)
    text = reader.text_since(start)
    return SimpleRule(start.text, tuple(parameters), condition, where, threshold, start.line, start.column, text)


def _starts_condition(reader: TokenReader) -> bool:
    return reader.is_word("not", *_WORDS) or (reader.peek().kind == "mark" and not reader.is_mark(",", ")", "]"))


def _read_condition(reader: TokenReader) -> Condition:
    start = reader.peek()
    operator = _read_operator(reader)
    operands = _read_operands(reader, operator)
    return Condition(operator, tuple(operands), reader.text_since(start))


def _read_operator(reader: TokenReader) -> str:
    if reader.is_mark(*_COMPARISONS):
        return reader.take().text
    negated = reader.is_word("not")
    if negated:
        reader.take()
    if not reader.is_word(*_WORDS):
        raise reader.problem("one of =, !=, >, >=, <, <=, between, in, matches")
    word = reader.take().text
    return f"not {word}" if negated else word


def _read_operands(reader: TokenReader, operator: str) -> list[Operand]:
    operands: list[Operand] = []
    if operator.endswith("between"):
        operands.append(_read_operand(reader))
        if reader.peek().text.lower() != "and":
            raise reader.problem("and")
        reader.take()
        return [*operands, _read_operand(reader)]
    if operator not in ("in", "not in"):
        return [_read_operand(reader)]
    reader.take_mark("[")
    operands.append(_read_operand(reader))
    while reader.is_mark(","):
        reader.take()
        operands.append(_read_operand(reader))
    reader.take_mark("]")
    return operands


def _read_operand(reader: TokenReader) -> Operand:
    token = reader.peek()
    if token.kind in ("number", "text"):
        reader.take()
        return Operand(token.kind, token.text)
    if token.kind == "word" and token.text.upper() in _KEYWORDS:
        reader.take()
        return Operand("keyword", token.text.upper())
    raise reader.problem("a number, a text in double quotes, NULL, EMPTY or WHITESPACES_ONLY; now() and last() depend on when they run")
