"""moto's server with IAM enforced by resource: `permission-server.py PORT`.

moto 5.2 tells IAM which bucket or object of S3 a request is for, and `*` for most other services, so that a policy that names
resources would never allow anything. Here each request of these services is judged by the ARN that it names.
"""

import json
import sys
from urllib.parse import urlparse

from moto.dynamodb.responses import DynamoHandler
from moto.glue.responses import GlueResponse
from moto.kms.responses import KmsResponse
from moto.secretsmanager.responses import SecretsManagerResponse
from moto.server import main
from moto.sqs.responses import SQSResponse
from moto.stepfunctions.responses import StepFunctionResponse


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


def job_or_table(response) -> str:
    given = told(response)
    if "JobName" in given:
        return arn(response, "glue", f"job/{given['JobName']}")
    name = given.get("Name") or given.get("TableInput", {}).get("Name")
    if "DatabaseName" in given:
        return arn(response, "glue", f"table/{given['DatabaseName']}/{name}")
    return arn(response, "glue", f"database/{name}") if name else "*"


RESOURCES = {
    SQSResponse: queue,
    DynamoHandler: table,
    GlueResponse: job_or_table,
    KmsResponse: lambda response: told(response).get("KeyId", "*"),
    SecretsManagerResponse: lambda response: told(response).get("SecretId", "*"),
    StepFunctionResponse: lambda response: told(response).get("stateMachineArn", "*"),
}
for responses, resource_of in RESOURCES.items():
    responses._determine_resource = resource_of

main(["-H", "127.0.0.1", "-p", sys.argv[1]])
