"""Runs what is deployed as the Glue job, on a Spark of this machine: `glue-job-host.py JAR FOLDER ARGUMENTS`.

ARGUMENTS is the run's arguments as JSON: the package that `--extra-py-files` names is fetched and imported, as Glue does. What
stands in: tables are in FOLDER by a catalog of files, where AWS has the Glue Data Catalog and S3; Spark reads parts from copies
there. Listing, reading and writing of buckets are S3's own calls.
"""

import json
import sys
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlparse

import boto3
from pyspark.sql import SparkSession

jar, folder, arguments = sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3])
s3 = boto3.client("s3")

package = urlparse(arguments["--extra-py-files"])
archive = folder / Path(package.path).name
s3.download_file(package.netloc, package.path.lstrip("/"), str(archive))
sys.path.insert(0, str(archive))

from sluice_tables.bucket import S3Bucket  # noqa: E402
from sluice_tables.run_tables import RunOptions, run_tables  # noqa: E402
from sluice_tables.spark_session import CATALOG, folder_settings  # noqa: E402


class CopiedBucket(S3Bucket):
    """S3, except that Spark reads a copy: its own way to S3 is in jars that only Glue has."""

    def __init__(self, name: str) -> None:
        super().__init__(name, s3)
        self._copies = folder / "copies" / name

    def path(self, key: str) -> str:
        copy = self._copies / key
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(self.read(key) or b"")
        return f"file:{copy}"


# Of thirty thousand rows nearly all time is planning and compiling: a third less of it, for the same rows.
small = {
    "spark.jars": jar,
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m -XX:+UseSerialGC",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.log.level": "ERROR",
}
builder = SparkSession.builder.master("local[2]")
for name, value in {**folder_settings(str(folder / "warehouse")), **small}.items():
    builder = builder.config(name, value)
spark = builder.getOrCreate()
database = f"{CATALOG}.{arguments['--database']}"
spark.sql(f"CREATE NAMESPACE IF NOT EXISTS {database}")
run_tables(
    spark,
    RunOptions(
        run=arguments["--run"],
        files=files("sluice_lake"),
        processed=CopiedBucket(arguments["--processed"]),
        final=CopiedBucket(arguments["--final"]),
        database=database,
        keep=timedelta(days=int(arguments["--keep_days"])),
        tell=lambda line: print(line, flush=True),
    ),
)



def data_files(table: str) -> list[str]:
    """Absolute paths of what readers get. A file that deletes rows would have to be read with them; the job writes none."""
    listed = spark.sql(f"SELECT content, file_path FROM {database}.{table}.files").collect()
    if any(one.content != 0 for one in listed):
        raise NotImplementedError(f"{table}: expected data files alone, got files of deleted rows")
    return [urlparse(one.file_path).path for one in listed]


# Where AWS has the Glue Data Catalog, for the stand-in of Athena.
names = [row.tableName for row in spark.sql(f"SHOW TABLES IN {database}").collect()]
written = folder / "tables.json.new"
written.write_text(json.dumps({arguments["--database"]: {name: data_files(name) for name in names}}))
written.replace(folder / "tables.json")
