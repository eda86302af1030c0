"""Services that LocalStack's free core leaves out, or can't run without Java: answered by the moto that it bundles.

They hold state; what computes is beside it: athena_queries.py, glue_jobs.py.
"""

import threading

from botocore.exceptions import ClientError
from localstack.aws.api import CommonServiceException
from localstack.aws.connect import connect_to
from localstack.aws.skeleton import Skeleton
from localstack.aws.spec import load_service
from localstack.services.moto import call_moto
from localstack.services.plugins import Service, aws_provider
from moto.cloudtrail.exceptions import S3BucketDoesNotExistException
from moto.cloudtrail.models import Trail

from sluice_rehearsal import athena_queries, glue_crawls, iceberg_tables, lake_filters, lake_grants, quicksight_data_sets

SERVICES = ("athena", "budgets", "cloudtrail", "dynamodb", "glue", "lakeformation", "quicksight")

OWN = {
    "athena": athena_queries.OPERATIONS,
    "glue": {**iceberg_tables.OPERATIONS, **glue_crawls.OPERATIONS},
    "lakeformation": {**lake_filters.OPERATIONS, **lake_grants.OPERATIONS},
    "quicksight": quicksight_data_sets.OPERATIONS,
}
"""Operations that moto lacks, or does too little in."""


def moto_service(name: str) -> Service:
    """A service whose every operation is moto's; one that moto lacks is answered with NotImplemented, never with success."""
    model = load_service(name)
    # moto changes its state without locks: one request after the other keeps DynamoDB's conditional writes atomic.
    turn = threading.Lock()

    def dispatch(context, request):
        with turn:
            try:
                return call_moto(context)
            except NotImplementedError as error:
                message = f"{name}:{context.operation.name} is not in moto, which stands in for it"
                raise CommonServiceException("NotImplemented", message, status_code=501) from error

    own = OWN.get(name, {})
    return Service(name=name, skeleton=Skeleton(model, {**dict.fromkeys(model.operation_names, dispatch), **own}))


def _provider(name: str):
    # `moto`, not `default`: where core has a service too, PROVIDER_OVERRIDE_<SERVICE>=moto chooses this one.
    return aws_provider(api=name, name="moto" if name == "dynamodb" else "default")(lambda: moto_service(name))


athena, budgets, cloudtrail, dynamodb, glue, lakeformation, quicksight = (_provider(name) for name in SERVICES)


def _check_bucket_exists(trail: Trail) -> None:
    """moto asks its own S3, which is empty here: buckets are LocalStack's."""
    try:
        connect_to(aws_access_key_id=trail.account_id, region_name=trail.region_name).s3.head_bucket(Bucket=trail.bucket_name)
    except ClientError as error:
        raise S3BucketDoesNotExistException(f"S3 bucket {trail.bucket_name} does not exist!") from error


Trail.check_bucket_exists = _check_bucket_exists
