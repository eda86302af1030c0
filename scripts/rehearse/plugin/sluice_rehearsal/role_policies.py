"""Roles' own policies, where LocalStack knows none: for the simulator, and for sessions that a person took (`npx sluice smoke`).

Judged are S3's objects, Athena's workgroups and Glue's tables; conditions (but for `s3:prefix`), boundaries and bucket policies are not. Functions and jobs go on as
LocalStack lets them: permissions/prove.ts asks for them.
"""

from localstack.aws import handlers
from localstack.aws.api import CommonServiceException
from localstack.services.iam.resources import policy_simulator
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.iam.models import iam_backends

from sluice_rehearsal.caller import caller_arn, role_arn
from sluice_rehearsal.list_prefix import with_prefix

SESSION = "sluice-smoke"
"""The name that `npx sluice smoke` gives its sessions."""


def _s3(request):
    return f"arn:aws:s3:::{request['Bucket']}/{request['Key']}"


def _workgroup(context, request):
    return f"arn:aws:athena:{context.region}:{context.account_id}:workgroup/{request.get('WorkGroup', 'primary')}"


def _table(context, request):
    name = request.get("Name") or request.get("TableInput", {}).get("Name")
    return f"arn:aws:glue:{context.region}:{context.account_id}:table/{request['DatabaseName']}/{name}"


JUDGED = {
    ("s3", "GetObject"): ("s3:GetObject", lambda context, request: _s3(request)),
    ("s3", "HeadObject"): ("s3:GetObject", lambda context, request: _s3(request)),
    ("s3", "PutObject"): ("s3:PutObject", lambda context, request: _s3(request)),
    ("athena", "StartQueryExecution"): ("athena:StartQueryExecution", _workgroup),
    ("glue", "GetTable"): ("glue:GetTable", _table),
    ("glue", "UpdateTable"): ("glue:UpdateTable", _table),
    ("glue", "DeleteTable"): ("glue:DeleteTable", _table),
}


def _documents(backend, role: str) -> list[str]:
    names = backend.list_role_policies(role_name=role)
    return [backend.get_role_policy(role_name=role, policy_name=name)[1] for name in names]


def _allows(documents: list[str], action: str, resource: str, prefix: str | None = None) -> bool:
    results = [IAMPolicy(with_prefix(document, prefix)).is_action_permitted(action, resource) for document in documents]
    return PermissionResult.DENIED not in results and PermissionResult.PERMITTED in results


def _judge(chain, context, response):
    key = (getattr(context.service, "service_name", None), getattr(context.operation, "name", None))
    if key not in JUDGED:
        return
    arn = caller_arn(context)
    if not arn.endswith(f"/{SESSION}"):
        return
    action, resource_of = JUDGED[key]
    resource = resource_of(context, context.service_request)
    documents = _documents(iam_backends[context.account_id]["aws"], role_arn(arn).rpartition("/")[2])
    if not _allows(documents, action, resource):
        code = "AccessDenied" if key[0] == "s3" else "AccessDeniedException"
        message = f"{arn} is not authorized to perform: {action} on resource: {resource}"
        raise CommonServiceException(code, message, status_code=403)


def _simulate(self, context, request):
    role = request["PolicySourceArn"].rpartition("/")[2]
    documents = _documents(self.get_iam_backend(context), role)
    carried = {one["ContextKeyName"]: one["ContextKeyValues"][0] for one in request.get("ContextEntries", [])}
    prefix = carried.get("s3:prefix")
    resources = request.get("ResourceArns", ["*"])
    services = sorted({action.partition(":")[0] for action in request["ActionNames"]})
    if len(services) > 1:
        message = f"The actions of {', '.join(services)} require different authorization information"
        raise CommonServiceException("InvalidInput", message, status_code=400)
    return {
        "IsTruncated": False,
        "EvaluationResults": [
            _result(action, [(one, "allowed" if _allows(documents, action, one, prefix) else "implicitDeny") for one in resources])
            for action in request["ActionNames"]
        ],
    }


def _result(action: str, decided: list[tuple[str, str]]) -> dict[str, object]:
    """Of several resources AWS decides on each, and says of all of them what the worst is."""
    if len(decided) == 1:
        [(resource, decision)] = decided
        return {"EvalActionName": action, "EvalResourceName": resource, "EvalDecision": decision}
    return {
        "EvalActionName": action,
        "EvalResourceName": "*",
        "EvalDecision": "allowed" if all(decision == "allowed" for _, decision in decided) else "implicitDeny",
        "ResourceSpecificResults": [
            {"EvalResourceName": resource, "EvalResourceDecision": decision} for resource, decision in decided
        ],
    }


def install() -> None:
    handlers.serve_custom_service_request_handlers.append(_judge)
    policy_simulator.BasicIAMPolicySimulator.simulate_principal_policy = _simulate
