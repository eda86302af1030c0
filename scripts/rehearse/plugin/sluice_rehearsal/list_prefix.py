"""The condition of who may list which folders of a bucket, `StringLike` on `s3:prefix`, which moto takes for none.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html#example-s3-policy-prefix
"""

import json
from fnmatch import fnmatchcase


def with_prefix(document: str, prefix: str | None) -> str:
    """A policy's statements that count for a request with this prefix; `None`: it carries none."""
    policy = json.loads(document)
    statements = policy["Statement"] if isinstance(policy["Statement"], list) else [policy["Statement"]]
    return json.dumps({**policy, "Statement": [one for one in statements if _fits(one, prefix)]})


def _fits(statement: dict, prefix: str | None) -> bool:
    patterns = statement.get("Condition", {}).get("StringLike", {}).get("s3:prefix")
    if patterns is None:
        return True
    patterns = [patterns] if isinstance(patterns, str) else patterns
    return prefix is not None and any(fnmatchcase(prefix, pattern) for pattern in patterns)
