"""Builds the final tables with Spark: see ../README.md. Nothing in here knows AWS Glue."""
