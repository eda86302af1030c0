"""Starts job.py as Glue does, against a stand-in for S3 and Glue: `run-entry.py OPTIONS`, JSON with

  endpoint   of moto's server
  zip        what goes to --extra-py-files
  script     job.py
  processed  a folder that is put into the bucket of processed
  jars       Iceberg's runtime, and its AWS clients
  runs       names of runs, one after the other

Prints what S3 and the Glue Data Catalog hold then, as JSON. What stands in: awsglue, which exists in AWS alone, by argparse; and
Spark's way to read parts, which goes to the folder by ViewFS, because Hadoop's client of S3 is 280 MB. Tables and their metadata go
through Iceberg's GlueCatalog and S3FileIO, as in AWS.
"""

import argparse
import json
import os
import runpy
import shlex
import sys
import types
from pathlib import Path

given = json.loads(sys.argv[1])
region = "eu-central-1"
os.environ |= {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": region,
    "AWS_REGION": region,
    "AWS_ENDPOINT_URL": given["endpoint"],
}
settings = {
    "spark.jars": ",".join(given["jars"]),
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.log.level": "OFF",
    "spark.hadoop.fs.s3.impl": "org.apache.hadoop.fs.viewfs.ViewFileSystemOverloadScheme",
    "spark.hadoop.fs.viewfs.overload.scheme.target.s3.impl": "org.apache.hadoop.fs.LocalFileSystem",
    "spark.hadoop.fs.viewfs.mounttable.processed.linkFallback": f"file://{given['processed']}",
    "spark.sql.catalog.lake.glue.endpoint": given["endpoint"],
    "spark.sql.catalog.lake.s3.endpoint": given["endpoint"],
    "spark.sql.catalog.lake.s3.path-style-access": "true",
}
options = " ".join(f"--conf {shlex.quote(f'{name}={value}')}" for name, value in settings.items())
os.environ["PYSPARK_SUBMIT_ARGS"] = f"--master local[2] {options} pyspark-shell"
out = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)  # The job's and Spark's own words must not mix with the answer.
sys.path.insert(0, given["zip"])

import boto3  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402


def get_resolved_options(argv: list[str], names: list[str]) -> dict[str, str]:
    parser = argparse.ArgumentParser()
    for name in names:
        parser.add_argument(f"--{name}", required=True)
    return vars(parser.parse_known_args(argv[1:])[0])


utils = types.ModuleType("awsglue.utils")
utils.getResolvedOptions = get_resolved_options
sys.modules |= {"awsglue": types.ModuleType("awsglue"), "awsglue.utils": utils}

s3, glue = boto3.client("s3"), boto3.client("glue")
for bucket in ("processed", "final"):
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})
glue.create_database(DatabaseInput={"Name": "csv_final", "LocationUri": "s3://final/"})
root = Path(given["processed"])
for file in root.rglob("*"):
    if file.is_file():
        s3.put_object(Bucket="processed", Key=file.relative_to(root).as_posix(), Body=file.read_bytes())

records = []
for run in given["runs"]:
    buckets = ["--processed", "processed", "--final", "final", "--database", "csv_final", "--keep_days", "7"]
    sys.argv = [given["script"], "--run", run, *buckets, "--enable-metrics", "true"]
    runpy.run_path(given["script"], run_name="__main__")
    records.append(json.loads(s3.get_object(Bucket="final", Key=f"_transforms/{run}.json")["Body"].read()))

spark = SparkSession.builder.getOrCreate()
tables = {
    table["Name"]: {
        "type": table["Parameters"]["table_type"],
        "location": table["StorageDescriptor"]["Location"],
        "columns": [[column["Name"], column["Type"]] for column in table["StorageDescriptor"]["Columns"]],
        "rows": [list(map(str, row)) for row in spark.table(f"lake.csv_final.{table['Name']}").collect()],
    }
    for table in glue.get_tables(DatabaseName="csv_final")["TableList"]
}
keys = [entry["Key"] for entry in s3.list_objects_v2(Bucket="final")["Contents"]]
out.write(json.dumps({"records": records, "tables": tables, "keys": keys}))
out.close()
spark.stop()
