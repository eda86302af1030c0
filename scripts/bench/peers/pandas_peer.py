"""Cleans a CSV or NDJSON file by a schema with pandas, in chunks: python pandas_peer.py INPUT --schema SCHEMA --out DIR"""

import json
import unicodedata
from collections.abc import Iterator

import numpy as np
import pandas as pd
from peer_arguments import Arguments, read_arguments
from read_ndjson import read_records
from schema_rules import BLANKS, EXTRA, FALSE_WORDS, PLAIN_DECIMAL, PLAIN_INTEGER, TRUE_WORDS, Column
from schema_rules import match_header, read_columns, record_fault

ROWS = 200_000
Faults = list[tuple[np.ndarray, str, str]]


def read_csv(path: str, columns: list[Column]) -> Iterator[pd.DataFrame]:
    """Chunks of text columns. A column more than the header has shows which rows are too long."""
    names = [*match_header(path, columns), EXTRA]
    options = {"header": None, "names": names, "skiprows": 1, "index_col": False}
    return pd.read_csv(path, **options, dtype="str", keep_default_na=False, na_values=[], chunksize=ROWS)


def read_ndjson(path: str, columns: list[Column]) -> Iterator[pd.DataFrame]:
    for records in read_records(path, columns, ROWS):
        yield pd.DataFrame.from_records(records, columns=[*(column.name for column in columns), EXTRA]).astype("str")


def to_text(cells: pd.Series) -> pd.Series:
    """Unicode's NFC; text of ASCII is that already."""
    foreign = ~cells.str.isascii()
    if foreign.any():
        cells = cells.copy()
        cells[foreign] = [unicodedata.normalize("NFC", cell) for cell in cells[foreign]]
    return cells


def to_days(cells: pd.Series, formats: tuple[str, ...]) -> pd.Series:
    """ISO days, missing where no format fits. Days come again and again, so each is read once."""
    codes, days = pd.factorize(cells)
    read = pd.Series(pd.NaT, index=range(len(days)), dtype="datetime64[s]")
    texts = pd.Series(days, dtype="str")
    for one in formats:
        rest = read.isna()
        if not rest.any():
            break
        read[rest] = pd.to_datetime(texts[rest], format=one, errors="coerce").astype("datetime64[s]")
    written = read.dt.strftime("%Y-%m-%d").astype("str")
    return pd.Series(written.array.take(codes), index=cells.index)


def to_plain_number(cells: pd.Series, column: Column) -> pd.Series:
    """Numbers in a declared format in the plain one; the rest as it is."""
    for one in column.number_formats:
        fits = cells.str.match(one.pattern)
        written = cells[fits].str.replace(one.group, "", regex=False)
        if one.prefix:
            written = written.str.replace(one.prefix, "", regex=False).str.replace(" ", "", regex=False)
        cells = cells.copy()
        cells[fits] = written.str.replace(one.decimal, ".", regex=False)
    return cells


def check_range(numbers: pd.Series, column: Column) -> np.ndarray:
    wrong = np.zeros(len(numbers), dtype=bool)
    if column.minimum is not None:
        wrong |= (numbers < float(column.minimum)).to_numpy()
    if column.maximum is not None:
        wrong |= (numbers > float(column.maximum)).to_numpy()
    return wrong


def check_number(cells: pd.Series, present: np.ndarray, column: Column, faults: Faults) -> pd.Series:
    decimal = column.kind == "decimal"
    plain = to_plain_number(cells, column)
    malformed = present & ~plain.str.match(PLAIN_DECIMAL if decimal else PLAIN_INTEGER).to_numpy(bool)
    faults.append((malformed, f"{column.kind}-format", column.name))
    numbers = pd.to_numeric(plain.where(present & ~malformed), errors="coerce")
    size = np.zeros(len(cells), dtype=bool)
    if decimal:
        fine = rf"^[^.]*(?:\.[0-9]{{0,{column.scale}}}0*)?$"
        size = present & ~malformed & ~plain.str.match(fine).to_numpy(bool)
        size |= (numbers.abs() >= 10 ** (column.precision - column.scale)).to_numpy()
        faults.append((size, "decimal-size", column.name))
    faults.append((check_range(numbers, column) & ~size, "out-of-range", column.name))
    if decimal:
        return numbers
    return numbers.astype("Int64")


def check_text(cells: pd.Series, present: np.ndarray, column: Column, faults: Faults) -> pd.Series:
    cells = to_text(cells)
    if column.enum is not None:
        faults.append((present & ~cells.isin(column.enum).to_numpy(), "not-in-list", column.name))
    if column.pattern is not None:
        faults.append((present & ~cells.str.contains(column.pattern).to_numpy(bool), "pattern", column.name))
    if column.min_length is not None or column.max_length is not None:
        length = cells.str.len().to_numpy()
        wrong = (length < (column.min_length or 0)) | (length > (column.max_length or 1 << 30))
        faults.append((present & wrong, "length", column.name))
    return cells


def check_column(cells: pd.Series, column: Column, faults: Faults) -> pd.Series:
    """The canonical values of a column; what is wrong with it is added to the faults."""
    cells = cells.str.strip(BLANKS)
    null = cells.isin(column.null_tokens).to_numpy() | cells.isna().to_numpy()
    present = ~null
    if null.any():
        cells = cells.where(present, "")
    if column.required:
        faults.append((null, "missing-value", column.name))
    if column.kind in ("integer", "decimal"):
        return check_number(cells, present, column, faults)
    if column.kind == "boolean":
        words = {**dict.fromkeys(TRUE_WORDS, "true"), **dict.fromkeys(FALSE_WORDS, "false")}
        value = cells.str.lower().map(words)
        faults.append((present & value.isna().to_numpy(), "boolean-format", column.name))
        return value
    if column.kind == "date":
        value = to_days(cells.where(present), column.date_formats)
        faults.append((present & value.isna().to_numpy(), "date-format", column.name))
        return value
    return check_text(cells, present, column, faults).where(present)


def quarantined(frame: pd.DataFrame, bad: np.ndarray, faults: Faults, first: int) -> Iterator[str]:
    rows = np.flatnonzero(bad)
    reasons: dict[int, list[dict[str, str]]] = {row: [] for row in rows}
    for wrong, code, name in faults:
        for row in np.flatnonzero(wrong if name is None else wrong & ~faults[0][0]):
            reasons[row].append({"code": code, "column": name})
    for row, raw in zip(rows, frame.iloc[rows].itertuples(index=False), strict=True):
        cells = [None if cell != cell else cell for cell in raw]
        yield json.dumps({"row": first + int(row), "raw": cells, "reasons": reasons[row]}, ensure_ascii=False) + "\n"


def clean(arguments: Arguments) -> None:
    columns = read_columns(arguments.schema)
    read = read_ndjson if arguments.input.endswith(".ndjson") else read_csv
    decimals = {column.name: column.scale for column in columns if column.kind == "decimal"}
    first = 1
    with open(arguments.clean, "w", encoding="utf-8", newline="") as good, open(
        arguments.quarantine, "w", encoding="utf-8"
    ) as rejected:
        for frame in read(arguments.input, columns):
            frame = frame.reset_index(drop=True)
            faults: Faults = []
            extra = frame[EXTRA]
            faults.append(((extra.notna() & (extra != "")).to_numpy(bool), record_fault(arguments.input), None))
            values = {column.name: check_column(frame[column.name], column, faults) for column in columns}
            bad = np.logical_or.reduce([wrong for wrong, _, _ in faults])
            for name, scale in decimals.items():
                values[name] = values[name].map(f"{{:.{scale}f}}".format, na_action="ignore")
            values["_row"] = np.arange(first, first + len(frame))
            pd.DataFrame(values)[~bad].to_csv(good, index=False, header=first == 1, lineterminator="\n")
            rejected.writelines(quarantined(frame, bad, faults, first))
            first += len(frame)


if __name__ == "__main__":
    clean(read_arguments("pandas"))
