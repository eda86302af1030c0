"""What SQL reads, and in which order tables can be built."""

from collections.abc import Iterable, Mapping, Sequence

from pyspark.errors import AnalysisException
from pyspark.sql import SparkSession

from sluice_tables.spark_failure import error_class, failure_text

Shapes = Mapping[str, Sequence[tuple[str, str]]]
"""Names and Spark types of the columns of everything that SQL may name."""


class SqlError(Exception):
    """Spark can't make sense of SQL, whatever the rows."""


class UnknownNameError(Exception):
    """SQL names what is no dataset and no table."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class SqlReader:
    """Asks Spark's analyser which names SQL reads: each one that it misses is given to it, empty, until it misses none. So names of
    WITH, of subqueries and in other letter cases are what Spark takes them for."""

    def __init__(self, spark: SparkSession, shapes: Shapes) -> None:
        self._spark = spark
        self._shapes = shapes

    def known(self, name: str) -> str:
        """The name of a dataset or table. Raises UnknownNameError."""
        if name not in self._shapes:
            raise UnknownNameError(name)
        return name

    def read(self, sql: str) -> tuple[list[str], list[tuple[str, str]]]:
        """The names read, sorted, and the names and types of what the SELECT returns. Raises SqlError, UnknownNameError."""
        session = self._spark.newSession()
        reads: list[str] = []
        while True:
            try:
                frame = session.sql(sql)
                return sorted(reads), [(field.name, field.dataType.simpleString()) for field in frame.schema]
            except AnalysisException as error:
                name = _missing(error)
                if name is None:
                    raise SqlError(failure_text(str(error))) from error
                if name not in self._shapes or name in reads:
                    raise UnknownNameError(name) from error
                reads.append(name)
                _give_empty(session, name, self._shapes[name])


def _missing(error: AnalysisException) -> str | None:
    if error_class(error) != "TABLE_OR_VIEW_NOT_FOUND":
        return None
    parameters = error.getMessageParameters() or {}
    return parameters.get("relationName", "").replace("`", "").lower()


def _give_empty(session: SparkSession, name: str, columns: Sequence[tuple[str, str]]) -> None:
    values = ", ".join(f"CAST(NULL AS {kind}) AS `{column}`" for column, kind in columns)
    session.sql(f"SELECT {values} WHERE false").createOrReplaceTempView(name)


def order_tables(reads: Mapping[str, Iterable[str]]) -> tuple[list[str], dict[str, list[str]]]:
    """Tables, each after those that it reads, equals by name; and for each that can't be placed the way from it back to itself, or
    nothing where it only waits for such a table."""
    ordered: list[str] = []
    waiting = {table: {name for name in names if name in reads} for table, names in sorted(reads.items())}
    while ready := next((table for table, names in waiting.items() if not names & waiting.keys()), None):
        ordered.append(ready)
        del waiting[ready]
    return ordered, {table: _way_back(table, waiting) for table in waiting}


def _way_back(start: str, reads: Mapping[str, Iterable[str]]) -> list[str]:
    paths = [[start]]
    seen: set[str] = set()
    for path in paths:
        for name in sorted(reads.get(path[-1], ())):
            if name == start:
                return [*path, start]
            if name not in seen:
                seen.add(name)
                paths.append([*path, name])
    return []
