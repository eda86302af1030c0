"""`python -m sluice_rehearsal`: LocalStack in host mode, configured by the environment (../../stand-in.ts)."""

from sluice_rehearsal.older_python import install

install()

from localstack.runtime.main import main  # noqa: E402

main()
