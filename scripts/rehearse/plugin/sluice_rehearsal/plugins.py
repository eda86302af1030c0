"""What LocalStack finds by its entry points (../sluice_rehearsal.egg-info/entry_points.txt)."""

from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin


class NodeExecutorPlugin(RuntimeExecutorPlugin):
    """Chosen by LAMBDA_RUNTIME_EXECUTOR=node."""

    name = "node"

    def load(self, *args, **kwargs):
        from sluice_rehearsal.node_executor import NodeExecutor

        return NodeExecutor
