"""Runs a command and writes what the kernel says of it to file descriptor 3: wall and processor seconds, peak resident bytes.

The figures are those of wait4(2), exact for the command and the processes that it waited for.
"""

import json
import os
import sys
import time

REPORT = 3

os.set_inheritable(REPORT, False)
begin = time.perf_counter()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - begin
unit = 1 if sys.platform == "darwin" else 1024
with os.fdopen(REPORT, "w") as report:
    json.dump(
        {
            "seconds": seconds,
            "cpuSeconds": usage.ru_utime + usage.ru_stime,
            "peakBytes": usage.ru_maxrss * unit,
        },
        report,
    )
code = os.waitstatus_to_exitcode(status)
sys.exit(code if code >= 0 else 128 - code)
