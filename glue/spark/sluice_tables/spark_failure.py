"""Whether an error is the data's or the surroundings'."""

from collections.abc import Iterator
from typing import Any

from py4j.protocol import Py4JError, Py4JJavaError
from pyspark.errors.exceptions.captured import CapturedException

# SQLSTATE classes of the ISO standard (https://spark.apache.org/docs/3.5.6/sql-error-conditions-sqlstates.html): not supported,
# cardinality, data, syntax and names, and what raise_error says.
_DATA_STATES = ("0A", "21", "22", "42", "P0")


def data_failure(error: BaseException) -> str | None:
    """What Spark says of rows or SQL that it can't compute, in one line; None when something else broke, which a new try may mend."""
    for cause in _causes(error):
        state = _ask(cause, "getSqlState")
        # raise_error has no state in Spark 3.5.
        raised = cause.getClass().getName() == "java.lang.RuntimeException"
        if raised or (state is not None and state.startswith(_DATA_STATES)):
            return failure_text(cause.getMessage() or "")
    return None


def error_class(error: BaseException) -> str | None:
    """The first error class (`TABLE_OR_VIEW_NOT_FOUND`) in the chain of causes."""
    return next((name for name in (_ask(cause, "getErrorClass") for cause in _causes(error)) if name is not None), None)


def lost_file(error: BaseException) -> bool:
    """Whether Spark or S3 found a file gone."""
    names = {cause.getClass().getName().rpartition(".")[2] for cause in _causes(error)}
    gone = {"FileNotFoundException", "SparkFileNotFoundException", "NoSuchKeyException"}
    return bool(names & gone) or error_class(error) == "PATH_NOT_FOUND"


def failure_text(message: str, most: int = 300) -> str:
    """The first line of a message."""
    line = message.strip().split("\n", 1)[0]
    return line if len(line) <= most else f"{line[:most]}…"


def _causes(error: BaseException) -> Iterator[Any]:
    cause = error.java_exception if isinstance(error, Py4JJavaError) else getattr(error, "_origin", None)
    if not isinstance(error, (Py4JJavaError, CapturedException)):
        return
    for _ in range(20):
        if cause is None:
            return
        yield cause
        cause = cause.getCause()


def _ask(cause: Any, question: str) -> str | None:
    """SparkThrowable answers; other exceptions have no such method."""
    try:
        return getattr(cause, question)()
    except Py4JError:
        return None
