"""What CloudFormation does when an update fails: nothing is removed, what was changed is put back, the template is the one before.

LocalStack 4.14 stops where it failed, removes what the new template has no more, keeps the new template and says ROLLBACK_COMPLETE, which
means of a stack that it was never made. Here each resource is put back by its provider, the last one first; what can't be put back is
logged.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html
"""

import logging

from localstack.aws.api.cloudformation import ChangeAction, ChangeSetType, StackStatus
from localstack.services.cloudformation.engine.v2.change_set_model_executor import (
    ChangeSetModelExecutor,
    ChangeSetModelExecutorResult,
)
from localstack.services.cloudformation.engine.v2.change_set_model_preproc import PreprocProperties
from localstack.services.cloudformation.resource_provider import OperationStatus

LOG = logging.getLogger(__name__)

OF_AN_UPDATE = {
    StackStatus.ROLLBACK_IN_PROGRESS: StackStatus.UPDATE_ROLLBACK_IN_PROGRESS,
    StackStatus.ROLLBACK_COMPLETE: StackStatus.UPDATE_ROLLBACK_COMPLETE,
}

_act = ChangeSetModelExecutor._execute_resource_action
_process = ChangeSetModelExecutor.process
_execute = ChangeSetModelExecutor.execute


def _is_update(executor) -> bool:
    change_set = executor._change_set
    return change_set.change_set_type == ChangeSetType.UPDATE and change_set.stack.status != StackStatus.DELETE_IN_PROGRESS


def act(self, **given):
    event = _act(self, **given)
    if event.status == OperationStatus.SUCCESS:
        self.__dict__.setdefault("_done", []).append(given)
    return event


def process(self):
    try:
        return _process(self)
    except Exception:
        if _is_update(self):
            self._deferred_actions.clear()
            _put_back(self)
        raise


def _put_back(executor) -> None:
    for given in reversed(executor.__dict__.get("_done", [])):
        name = given["logical_resource_id"]
        there = PreprocProperties(properties=executor.resources[name]["Properties"])
        added = given["action"] == ChangeAction.Add
        event = _act(
            executor,
            action=ChangeAction.Remove if added else ChangeAction.Modify,
            logical_resource_id=name,
            resource_type=given["resource_type"],
            before_properties=there,
            after_properties=None if added else given["before_properties"],
        )
        LOG.warning("rollback: %s %s: %s %s", "remove" if added else "put back", name, event.status, event.message or "")


def execute(self):
    if not _is_update(self):
        return _execute(self)
    change_set = self._change_set
    stack = change_set.stack
    say = stack.set_stack_status
    stack.set_stack_status = lambda status, *more: say(OF_AN_UPDATE.get(status, status), *more)
    try:
        result = _execute(self)
    finally:
        del stack.set_stack_status
    if not result.failure_message:
        return result
    # The provider copies these from the change set to the stack, whatever came of it.
    for name in ("template", "processed_template", "template_body", "resolved_parameters"):
        setattr(change_set, name, getattr(stack, name))
    return ChangeSetModelExecutorResult(
        resources=stack.resolved_resources, outputs=stack.resolved_outputs, failure_message=result.failure_message
    )


def install() -> None:
    ChangeSetModelExecutor._execute_resource_action = act
    ChangeSetModelExecutor.process = process
    ChangeSetModelExecutor.execute = execute
