"""All wording of this room. A code that glue/duckdb has too says the same here; FINDINGS.md has the rest."""

from collections.abc import Sequence

from sluice_tables.finding import Finding, Place, quote

Samples = tuple[Sequence[str], int]
"""A few rows or keys as text, and how many there are."""


def _error(code: str, place: Place, expected: str, got: str, fix: str, subject: str | None = None) -> Finding:
    return Finding(code, "error", place, expected, got, fix, subject)


def _some(samples: Samples, what: str) -> str:
    texts, total = samples
    more = total - len(texts)
    return "; ".join(texts) + (f" and {more} more {what}" if more > 0 else "")


def contract_shape(place: Place, got: str) -> Finding:
    # Where and how is for `validate` to say: the job sees only that it can't be read.
    return _error("contract-shape", place, "a table.json that table.schema.json allows", got, "mend it (npx sluice validate)")


def table_file_missing(place: Place, file: str) -> Finding:
    return _error("table-file-missing", place, f"a {file}", "none", f"write {file} (glue/README.md shows one)")


def reads_unknown(place: Place, name: str, known: Sequence[str]) -> Finding:
    fix = f"choose among {', '.join(sorted(known))}"
    return _error("reads-unknown", place, "a dataset or a table", quote(name), fix, name)


def table_cycle(place: Place, cycle: Sequence[str]) -> Finding:
    expected = "tables that do not read themselves, not even by way of others"
    return _error("table-cycle", place, expected, " -> ".join(cycle), "take one of these reads out")


def contract_columns(place: Place, expected: Sequence[str], got: Sequence[str]) -> Finding:
    wanted = f"the columns of table.json in their order: {', '.join(expected)}"
    return _error("contract-columns", place, wanted, ", ".join(got), "return these columns (npx sluice validate)", "SELECT")


def contract_type(place: Place, column: str, expected: str, got: str) -> Finding:
    wanted = f"{expected}, or a type that both engines cast to it alike"
    fix = "write the CAST in transform.sql, or change the type in table.json"
    return _error("contract-type", place, wanted, got, fix, column)


def contract_cast(place: Place, column: str, expected: str, values: Sequence[str]) -> Finding:
    got = ", ".join(quote(value) for value in values)
    fix = "widen the type in table.json, or settle these values in transform.sql"
    return _error("contract-cast", place, f"values that fit {expected}", got, fix, column)


def contract_null(place: Place, column: str, samples: Samples) -> Finding:
    expected = 'a value in every row, because table.json says "nullable": false'
    fix = "give it a value in transform.sql (coalesce), or allow null in table.json"
    return _error("contract-null", place, expected, f"null at {_some(samples, 'rows')}", fix, column)


def contract_key(place: Place, key: Sequence[str], samples: Samples) -> Finding:
    fix = "group by the key in transform.sql, or add to the key in table.json"
    return _error("contract-key", place, "one row a key", _some(samples, "keys"), fix, ", ".join(key))


def transform_failed(place: Place, got: str) -> Finding:
    fix = "settle these values in transform.sql; `npx sluice sql` runs the SELECT alone"
    return _error("transform-failed", place, "SQL that runs", got, fix)


def duplicate_key_across_files(place: Place, dataset: str, key: str, other: str) -> Finding:
    expected = 'each key in one file, because the schema says "onDuplicate": {"rule": "fail"}'
    fix = 'take it out of one of the files, or choose "first" or "latest"'
    return _error("duplicate-key-across-files", place, expected, f"{key} here and at {other}", fix, dataset)


def processed_unreadable(place: Place, dataset: str, got: str) -> Finding:
    expected = "clean rows that the schema of today can read"
    fix = "mend the file or the schema, so that its last good version is replaced"
    return _error("processed-unreadable", place, expected, got, fix, dataset)


def upstream_stale(place: Place, name: str) -> Finding:
    got = "a dataset or table that failed, or waits for one that did"
    fix = f"mend {name}; this table is then built again"
    return Finding("upstream-stale", "warn", place, "what this table reads to be up to date", got, fix, name)


def input_stale(place: Place, files: Sequence[str]) -> Finding:
    got = f"older rows, or none, of {_some((files[:5], len(files)), 'files')}"
    return Finding("input-stale", "warn", place, "rows of the present version of every file", got, "mend these files")


def quality_syntax(place: Place, expected: str, got: str) -> Finding:
    fix = "see glue/duckdb/quality/README.md for the rules and how they are written"
    return _error("quality-syntax", place, expected, got, fix)


def quality_rule_unknown(place: Place, name: str, known: Sequence[str]) -> Finding:
    fix = f"choose among {', '.join(known)}"
    return _error("quality-rule-unknown", place, "a rule of DQDL that runs here", quote(name), fix, name)


def quality_column(place: Place, column: str, columns: Sequence[str]) -> Finding:
    fix = f"choose among {', '.join(columns)}"
    return _error("quality-column", place, "a column of the table", quote(column), fix, column)


def quality_sql(place: Place, got: str) -> Finding:
    return _error("quality-sql", place, "a rule that Spark can judge", got, "mend the rule")


def quality_failed(place: Place, severity: str, rule: str, expected: str, got: str) -> Finding:
    fix = "settle these rows in the dataset or in transform.sql, or change the rule if it is wrong"
    return Finding("quality-failed", severity, place, expected, got, fix, rule)


def table_retyped(place: Place, column: str, expected: str, got: str) -> Finding:
    fix = "add a column of another name, move readers to it, and only then take this one out of table.json"
    return _error("table-retyped", place, expected, got, fix, column)


def run_overtaken(place: Place) -> Finding:
    expected = "the rows that were published when this build began"
    got = "rows that another run has published meanwhile"
    return _error("run-overtaken", place, expected, got, "start one run at a time; the next one builds this table again")


def part_gone(place: Place, dataset: str, got: str) -> Finding:
    fix = "nothing: the new version's manifest has asked for a run of its own, which builds this table"
    return _error("part-gone", place, "the parts that manifests named when the run began", got, fix, dataset)


def upkeep_broke(place: Place, got: str) -> Finding:
    expected = "compaction and expiry of what was replaced"
    return Finding("upkeep-broke", "warn", place, expected, got, "read the job's log; the next run tries again")


def build_broke(place: Place, got: str) -> Finding:
    fix = "read the job's log; the next run tries again"
    return _error("build-broke", place, "Spark and the catalog to do their work", got, fix)
