"""What AWS would start from, tried as AWS has it: `check-packages.py ZIP`. Prints what was found, as JSON."""

import json
import os
import sys
from importlib import import_module
from importlib.resources import files

sys.path.insert(0, sys.argv[1])
os.environ |= {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "eu-central-1"}

import boto3
from moto import mock_aws

from sluice_tables.bucket import S3Bucket
from sluice_tables.code_version import code_version
from sluice_tables.quality.parse_rules import parse_rules
from sluice_tables.sources.dataset import parse_datasets
from sluice_tables.sources.manifest import read_manifests
from sluice_tables.table import read_tables


def in_s3() -> dict:
    """The bucket's four ways, beyond one page of a listing."""
    client = boto3.client("s3")
    client.create_bucket(Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    bucket = S3Bucket("bucket", client)
    for index in range(1002):
        client.put_object(Bucket="bucket", Key=f"_manifests/d/{index:04}.csv.json", Body=b"no manifest")
    bucket.write("_tables/ä b+%.json", "grüß".encode())
    keys = list(bucket.keys("_manifests/"))
    return {
        "keys": [len(keys), keys[0], keys[-1]],
        "read": (bucket.read("_tables/ä b+%.json") or b"").decode(),
        "begin": (bucket.read("_tables/ä b+%.json", 2) or b"").decode(),
        "missing": bucket.read("_tables/none.json"),
        "path": bucket.path("d/a b.csv"),
        "manifests": len(read_manifests(bucket)),
    }


lake = files("sluice_lake")
tables, broken = read_tables(lake.joinpath("tables"))
with mock_aws():
    s3 = in_s3()
# Python, not Spark, imports them all: a module that is missing from the zip is missing in AWS.
for name in ("run_tables", "spark_session"):
    import_module(f"sluice_tables.{name}")
found = {
    "from": sys.modules["sluice_tables.code_version"].__file__,
    "code": code_version(),
    "datasets": [one.name for one in parse_datasets(lake.joinpath("datasets.json").read_text(encoding="utf-8"))],
    "tables": [table.name for table in tables],
    "broken": broken,
    "rules": {table.name: len(parse_rules(table.quality, table.quality_place)[0]) for table in tables},
    "s3": s3,
}
print(json.dumps(found))
