"""moto's server, in which updates of items come one after the other: `stand-in.py PORT`.

DynamoDB writes an item in one step, condition and all; two threads of moto read the same item and each writes it back, so that one is lost.
Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html#WorkingWithItems.AtomicCounters
"""

import sys
from threading import Lock

from moto.dynamodb.models import DynamoDBBackend
from moto.server import main

_update = DynamoDBBackend.update_item
_turn = Lock()


def update_item(self, *given, **named):
    with _turn:
        return _update(self, *given, **named)


DynamoDBBackend.update_item = update_item

main(["-H", "127.0.0.1", "-p", sys.argv[1]])
