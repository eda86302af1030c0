"""`python -m sluice_rehearsal`: LocalStack in host mode, configured by the environment (../../stand-in.ts)."""

from sluice_rehearsal import older_python

older_python.install()

from localstack.runtime.main import main  # noqa: E402

from sluice_rehearsal import (  # noqa: E402
    bucket_encryption,
    event_source_pollers,
    faults,
    glue_jobs,
    role_policies,
    stack_outputs,
    stack_rollbacks,
)

stack_outputs.install()
bucket_encryption.install()
event_source_pollers.install()
glue_jobs.install()
faults.install()
stack_rollbacks.install()
role_policies.install()
main()
