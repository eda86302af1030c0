"""moto's server with IAM enforced by resource: `permission-server.py PORT`.

moto 5.2 tells IAM which bucket or object of S3 a request is for, and `*` for most other services, so that a policy that names
resources would never allow anything. Here each request of these services is judged by the ARN that it names, and one that lists a bucket by the
prefix that it asks for, which is the one condition that is judged.
"""

import json
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlparse

from moto.dynamodb.responses import DynamoHandler
from moto.glue.responses import GlueResponse
from moto.iam.access_control import IAMRequestBase, S3IAMRequest
from moto.kms.responses import KmsResponse
from moto.secretsmanager.responses import SecretsManagerResponse
from moto.server import main
from moto.sqs.responses import SQSResponse
from moto.stepfunctions.responses import StepFunctionResponse

sys.path.insert(0, str(Path(__file__).parents[1] / "plugin"))
from sluice_rehearsal.list_prefix import with_prefix  # noqa: E402


def told(response) -> dict:
    body = response.body or "{}"
    return body if isinstance(body, dict) else json.loads(body)


def arn(response, service: str, resource: str) -> str:
    return f"arn:aws:{service}:{response.region}:{response.current_account}:{resource}"


def queue(response) -> str:
    name = urlparse(told(response).get("QueueUrl", "")).path.rpartition("/")[2]
    return arn(response, "sqs", name) if name else "*"


def table(response) -> str:
    name = told(response).get("TableName")
    return arn(response, "dynamodb", f"table/{name}") if name else "*"


def named_in_glue(response) -> str:
    given = told(response)
    if "JobName" in given:
        return arn(response, "glue", f"job/{given['JobName']}")
    name = given.get("Name") or given.get("TableInput", {}).get("Name")
    if "DatabaseName" in given:
        return arn(response, "glue", f"table/{given['DatabaseName']}/{name}")
    if response._get_action() == "StartCrawler":
        return arn(response, "glue", f"crawler/{name}")
    return arn(response, "glue", f"database/{name}") if name else "*"


def machine_or_execution(response) -> str:
    given = told(response)
    return given.get("stateMachineArn") or given.get("executionArn") or "*"


RESOURCES = {
    SQSResponse: queue,
    DynamoHandler: table,
    GlueResponse: named_in_glue,
    KmsResponse: lambda response: told(response).get("KeyId", "*"),
    SecretsManagerResponse: lambda response: told(response).get("SecretId", "*"),
    StepFunctionResponse: machine_or_execution,
}
for responses, resource_of in RESOURCES.items():
    responses._determine_resource = resource_of

def check_list_prefix(self: S3IAMRequest, resource: str) -> None:
    """Only roles come here, and theirs are texts."""
    [prefix] = parse_qs(urlparse(self._path).query, keep_blank_values=True).get("prefix", [None])
    policies = self._access_key.collect_policies()
    self._access_key.collect_policies = lambda: [with_prefix(policy, prefix) for policy in policies]
    IAMRequestBase.check_action_permitted(self, resource)


S3IAMRequest.check_action_permitted = check_list_prefix

main(["-H", "127.0.0.1", "-p", sys.argv[1]])
