"""A bucket's own encryption: LocalStack's provider of AWS::S3::Bucket leaves it out of what it makes."""

from localstack.services.cloudformation.resource_provider import OperationStatus
from localstack.services.s3.resource_providers.aws_s3_bucket import S3BucketProvider

_create = S3BucketProvider.create


def _rule(wanted: dict) -> dict:
    rule = {"ApplyServerSideEncryptionByDefault": wanted["ServerSideEncryptionByDefault"]}
    return {**rule, **({"BucketKeyEnabled": True} if wanted.get("BucketKeyEnabled") in (True, "true") else {})}


def _create_encrypted(self, request):
    made = _create(self, request)
    wanted = request.desired_state.get("BucketEncryption", {}).get("ServerSideEncryptionConfiguration", [])
    if made.status == OperationStatus.SUCCESS and wanted:
        request.aws_client_factory.s3.put_bucket_encryption(
            Bucket=made.resource_model["BucketName"],
            ServerSideEncryptionConfiguration={"Rules": [_rule(one) for one in wanted]},
        )
    return made


def install() -> None:
    S3BucketProvider.create = _create_encrypted
