"""The rules of quality.dqdl, as glue/duckdb/quality/README.md says them: the same verdict on the same rows."""
