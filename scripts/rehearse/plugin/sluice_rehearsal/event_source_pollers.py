"""Polls a queue for as many invocations at once as the mapping's MaximumConcurrency allows; LocalStack has one at a time."""

import os
from concurrent.futures import ThreadPoolExecutor

from localstack.services.lambda_.event_source_mapping.esm_worker import EsmWorker
from localstack.services.lambda_.event_source_mapping.pollers.poller import EmptyPollResultsException
from localstack.services.lambda_.event_source_mapping.pollers.sqs_poller import SqsPoller

AT_MOST = 2 * (os.cpu_count() or 1)
"""More Node processes than this only wait for each other's processor."""


class ConcurrentPoller:
    """Stands before a queue's poller: each poll is several at once, and only empty when all of them were."""

    def __init__(self, poller: SqsPoller, at_once: int):
        self._poller = poller
        self._at_once = at_once
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="event-source-poller")

    def __getattr__(self, name):
        return getattr(self._poller, name)

    def poll_events(self) -> None:
        if all([poll.result() for poll in [self._pool.submit(self._poll) for _ in range(self._at_once)]]):
            raise EmptyPollResultsException(service="sqs", source_arn=self._poller.source_arn)

    def _poll(self) -> bool:
        """Whether there was nothing."""
        try:
            self._poller.poll_events()
        except EmptyPollResultsException:
            return True
        return False

    def close(self) -> None:
        self._pool.shutdown(wait=False)
        self._poller.close()


def install() -> None:
    begin = EsmWorker.__init__

    def __init__(self, esm_config, poller, *args, **options):
        at_once = min(esm_config.get("ScalingConfig", {}).get("MaximumConcurrency", 2), AT_MOST)
        begin(self, esm_config, ConcurrentPoller(poller, at_once) if isinstance(poller, SqsPoller) else poller, *args, **options)

    EsmWorker.__init__ = __init__
