"""The Glue job's entry: arguments in, a run of the tables out. awsglue exists in AWS alone, so nothing else imports it."""

import sys
from datetime import timedelta
from importlib.resources import files

import boto3
from awsglue.utils import getResolvedOptions
from pyspark.sql import SparkSession

from sluice_tables.bucket import S3Bucket
from sluice_tables.run_tables import RunOptions, run_tables
from sluice_tables.spark_session import CATALOG, glue_settings


def main(argv: list[str]) -> None:
    """`--run NAME --processed BUCKET --final BUCKET --database NAME --keep_days DAYS`."""
    given = getResolvedOptions(argv, ["run", "processed", "final", "database", "keep_days"])
    builder = SparkSession.builder.appName("sluice-tables")
    for name, value in glue_settings(f"s3://{given['final']}/").items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    s3 = boto3.client("s3")
    run_tables(
        spark,
        RunOptions(
            run=given["run"],
            files=files("sluice_lake"),
            processed=S3Bucket(given["processed"], s3),
            final=S3Bucket(given["final"], s3),
            database=f"{CATALOG}.{given['database']}",
            keep=timedelta(days=int(given["keep_days"])),
            tell=lambda line: print(line, flush=True),
        ),
    )


main(sys.argv)
