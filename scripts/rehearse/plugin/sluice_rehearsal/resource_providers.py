"""One resource provider of LocalStack's for all types of resource_types.py."""

from localstack.services.cloudformation.resource_provider import (
    CloudFormationResourceProviderPlugin,
    OperationStatus,
    ProgressEvent,
    ResourceProvider,
)

from sluice_rehearsal.resource_types import TYPES, ResourceType, only, without

ID = "PhysicalId"


class ServiceBackedProvider(ResourceProvider):
    """Makes, changes and removes by calling the service; a call that fails fails the resource."""

    def __init__(self, kind: ResourceType):
        self._kind = kind
        self.SCHEMA = {
            "primaryIdentifier": [f"/properties/{ID}"],
            "createOnlyProperties": [f"/properties/{name}" for name in kind.create_only],
        }

    def create(self, request):
        wanted = _given(request.desired_state)
        if self._kind.name is not None:
            wanted.setdefault(self._kind.name, f"{request.stack_name}-{request.logical_resource_id}")
        answer = self._call(request, self._kind.create(wanted))
        model = {**wanted, **self._kind.attributes(wanted, answer), ID: self._kind.physical_id(wanted, answer)}
        return ProgressEvent(status=OperationStatus.SUCCESS, resource_model=model)

    def update(self, request):
        before = request.previous_state
        wanted = {**only(before, self._kind.name), **_given(request.desired_state)}
        if self._kind.update is None:
            self._call(request, self._kind.delete(before))
            return self.create(request)
        self._call(request, self._kind.update(wanted, before))
        return ProgressEvent(status=OperationStatus.SUCCESS, resource_model={**before, **wanted})

    def delete(self, request):
        # A rollback also deletes what was never made.
        if ID in request.desired_state:
            self._call(request, self._kind.delete(request.desired_state))
        return ProgressEvent(status=OperationStatus.SUCCESS, resource_model={})

    def _call(self, request, calls) -> dict:
        """The first call's answer."""
        client = getattr(request.aws_client_factory, self._kind.service)
        answers = [
            method(client, parameters) if callable(method) else getattr(client, method)(**parameters)
            for method, parameters in calls
        ]
        return (answers[0] if answers else None) or {}


def _given(properties: dict) -> dict:
    return without(properties, ID)


def _plugin(type_name: str):
    class TypePlugin(CloudFormationResourceProviderPlugin):
        name = type_name

        def load(self):
            self.factory = lambda: ServiceBackedProvider(TYPES[type_name])

    return TypePlugin


def __getattr__(attribute: str):
    """`AWS_Glue_Job` is the plugin of AWS::Glue::Job: the entry points name them so."""
    type_name = attribute.replace("_", "::")
    if type_name not in TYPES:
        raise AttributeError(attribute)
    return _plugin(type_name)
