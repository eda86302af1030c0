"""What a schema.json asks of each column, for the peers that benchmarks are timed beside.

Reads the part of JSON Schema and x-sluice that the schemas of scripts/bench use, and refuses everything else, so that no peer does
less than the whole task without a word.
"""

import json
import re
from dataclasses import dataclass

TRUE_WORDS = ["true", "t", "yes", "y", "on", "1"]
FALSE_WORDS = ["false", "f", "no", "n", "off", "0"]
BLANKS = " \t\r\n"

KNOWN_KEYWORDS = {
    *("type", "format", "pattern", "enum", "minLength", "maxLength", "minimum", "maximum"),
    *("x-sluice", "properties", "required", "title", "$schema"),
}
KNOWN_WORDS = {"formats", "aliases", "precision", "scale", "minimum", "maximum", "nullTokens", "tolerance", "format"}


@dataclass(frozen=True)
class NumberFormat:
    """Marks of an example such as `$1,234.56`: a currency sign that may stand before, thousands mark, decimal mark."""

    prefix: str
    group: str
    decimal: str

    @property
    def pattern(self) -> str:
        sign = f"(?:{re.escape(self.prefix)} *)?" if self.prefix else ""
        fraction = rf"(?:{re.escape(self.decimal)}[0-9]+)?"
        return rf"^[+-]?{sign}(?:[0-9]{{1,3}}(?:{re.escape(self.group)}[0-9]{{3}})+|[0-9]+){fraction}$"


@dataclass(frozen=True)
class Column:
    name: str
    path: tuple[str, ...]
    kind: str  # text, integer, decimal, boolean or date
    required: bool
    aliases: tuple[str, ...]
    null_tokens: tuple[str, ...]
    date_formats: tuple[str, ...]  # as strptime(3) has them, the plain one first
    number_formats: tuple[NumberFormat, ...]
    scale: int
    precision: int
    minimum: str | None
    maximum: str | None
    min_length: int | None
    max_length: int | None
    pattern: str | None
    enum: tuple[str, ...] | None


EXTRA = "_extra"  # beside the columns: what a record holds that fits in none of them


def record_fault(file: str) -> str:
    """The reason that is given, alone, where a record has something in EXTRA."""
    return "json-syntax" if file.endswith(".ndjson") else "too-many-fields"


PLAIN_DECIMAL = r"^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)$"
PLAIN_INTEGER = r"^[+-]?[0-9]+$"


def _number_format(example: str) -> NumberFormat:
    match = re.fullmatch(r"(\D*)1(\D)234(\D)56", example)
    if match is None:
        raise ValueError(f"expected a format such as $1,234.56, got {example}")
    return NumberFormat(*match.groups())


def _date_format(pattern: str) -> str:
    words = {"YYYY": "%Y", "MMM": "%b", "MM": "%m", "DD": "%d", "D": "%d"}
    return re.sub("YYYY|MMM|MM|DD|D", lambda match: words[match.group()], pattern)


def _kind(definition: dict, types: list[str]) -> str:
    (base,) = [one for one in types if one != "null"]
    if base == "string":
        return {"date": "date", "decimal": "decimal"}.get(definition.get("format", ""), "text")
    if base in ("integer", "boolean"):
        return base
    raise ValueError(f"expected a type that the peers know, got {base}")


def _column(path: tuple[str, ...], definition: dict, required: bool, null_tokens: list[str]) -> Column:
    own = definition.get("x-sluice", {})
    unknown = (definition.keys() - KNOWN_KEYWORDS) | (own.keys() - KNOWN_WORDS)
    if unknown:
        raise ValueError(f"expected keywords that the peers know, got {', '.join(sorted(unknown))}")
    declared = definition["type"]
    types = [declared] if isinstance(declared, str) else declared
    kind = _kind(definition, types)
    bounds = own if kind == "decimal" else definition
    text = lambda value: None if value is None else str(value)  # noqa: E731
    formats = own.get("formats", [])
    return Column(
        name="_".join(path),
        path=path,
        kind=kind,
        required=required and "null" not in types,
        aliases=tuple(own.get("aliases", [])),
        null_tokens=tuple(own.get("nullTokens", null_tokens)),
        date_formats=("%Y-%m-%d", *map(_date_format, formats)) if kind == "date" else (),
        number_formats=tuple(map(_number_format, formats)) if kind in ("integer", "decimal") else (),
        scale=own.get("scale", 9),
        precision=own.get("precision", 38),
        minimum=text(bounds.get("minimum")),
        maximum=text(bounds.get("maximum")),
        min_length=definition.get("minLength"),
        max_length=definition.get("maxLength"),
        pattern=definition.get("pattern"),
        enum=tuple(one for one in definition["enum"] if one is not None) if "enum" in definition else None,
    )


def read_columns(path: str) -> list[Column]:
    """The columns of a schema.json, nested objects flattened as Sluice does: `item.product` is `item_product`."""
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    null_tokens = schema.get("x-sluice", {}).get("nullTokens", [""])

    def columns(node: dict, path: tuple[str, ...], needed: bool):
        for name, definition in node["properties"].items():
            required = needed and name in node.get("required", [])
            if definition["type"] == "object":
                yield from columns(definition, (*path, name), required)
            else:
                yield _column((*path, name), definition, required, null_tokens)

    return list(columns(schema, (), True))


def match_header(file: str, columns: list[Column]) -> list[str]:
    """The columns' names in the order of a CSV file's header, which may write them otherwise."""

    def letters(text: str) -> str:
        return re.sub("[^a-z0-9]", "", text.lower())

    known = {letters(written): column.name for column in columns for written in (column.name, *column.aliases)}
    with open(file, encoding="utf-8") as lines:
        return [known[letters(name)] for name in lines.readline().split(",")]
