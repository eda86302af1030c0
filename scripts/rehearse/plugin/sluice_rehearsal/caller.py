"""Who makes a request, by its access key, as STS itself says."""

import re

from localstack.aws.connect import connect_to
from localstack.utils.aws.request_context import extract_access_key_id_from_auth_header

SESSION = re.compile(r"^arn:([^:]+):sts::(\d+):assumed-role/([^/]+)/(.+)$")


def caller_arn(context) -> str:
    key = extract_access_key_id_from_auth_header(context.request.headers) or context.account_id
    return connect_to(aws_access_key_id=key, aws_secret_access_key="x", region_name=context.region).sts.get_caller_identity()["Arn"]


def role_arn(arn: str) -> str:
    """Of the role that a session took; the caller's own where it is none."""
    session = SESSION.match(arn)
    return arn if session is None else f"arn:{session[1]}:iam::{session[2]}:role/{session[3]}"
