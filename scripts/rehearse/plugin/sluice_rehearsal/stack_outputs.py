"""`Fn::GetStackOutput`, which CDK writes for a reference to another stack and which LocalStack 4.14 does not know.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html
"""

import json
import os

from localstack.aws.connect import connect_to
from localstack.services.cloudformation.engine import template_preparer
from localstack.services.cloudformation.engine.validations import ValidationError

FUNCTION = "Fn::GetStackOutput"
_parse_template = template_preparer.parse_template


def _output_of(StackName, OutputName, Region=None):
    account = os.environ["SLUICE_ACCOUNT"]
    client = connect_to(aws_access_key_id=account, region_name=Region or os.environ["AWS_REGION"]).cloudformation
    [stack] = client.describe_stacks(StackName=StackName)["Stacks"]
    for output in stack.get("Outputs", []):
        if output["OutputKey"] == OutputName:
            return output["OutputValue"]
    raise ValidationError(f"Stack {StackName} has no output {OutputName}")


def _resolve(node):
    if isinstance(node, list):
        return [_resolve(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.keys() == {FUNCTION}:
        return _output_of(**node[FUNCTION])
    return {key: _resolve(value) for key, value in node.items()}


def install() -> None:
    """Has it resolved when a template arrives: stacks are deployed one after the other, so the outputs are there by then."""

    def parse_template(template: str) -> dict:
        parsed = _parse_template(template)
        return _resolve(parsed) if FUNCTION in json.dumps(parsed) else parsed

    template_preparer.parse_template = parse_template
