"""DuckDB's sniffer over the whole file, then DESCRIBE: the columns and types that it would read the file by."""

import sys

import duckdb

connection = duckdb.connect(config={"threads": 1})
path = sys.argv[1]
print(connection.execute("SELECT Delimiter, Quote, HasHeader FROM sniff_csv(?, sample_size = -1)", [path]).fetchall())
for row in connection.execute("DESCRIBE SELECT * FROM read_csv(?, sample_size = -1)", [path]).fetchall():
    print(*row[:2])
