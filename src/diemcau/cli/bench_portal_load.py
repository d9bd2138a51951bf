# SPDX-License-Identifier: Apache-2.0
"""`python -m diemcau.cli.bench_portal_load SPEC`: readers of one page, in a process of their own."""

from __future__ import annotations

import json
import sys
from typing import Any

import uvloop

from diemcau.cli.bench_http import Connection, closed_loop, open_loop
from diemcau.cli.bench_plane import HOST
from diemcau.lib.clock import SystemClock

CONNECTIONS = 32
WARM_UP_S = 0.5
PACE_PER_SECOND = 2_000
OK = 200


async def _load(spec: dict[str, Any]) -> dict[str, float | int]:
    clock, seconds = SystemClock(), spec["seconds"]
    request = f"GET {spec['address']} HTTP/1.1\r\nhost: {spec['host']}\r\naccept-encoding: gzip\r\n\r\n".encode()
    connections = [await Connection.open(HOST, spec["port"]) for _ in range(CONNECTIONS)]
    await closed_loop(connections, lambda: request, expected=OK, seconds=WARM_UP_S, clock=clock)
    full = await closed_loop(connections, lambda: request, expected=OK, seconds=seconds, clock=clock)
    paced = await open_loop(
        connections, lambda: request, expected=OK, per_second=PACE_PER_SECOND, seconds=seconds, clock=clock
    )
    for connection in connections:
        await connection.close()
    return {
        "per_second": round(len(full.took_s) / seconds, 1),
        "paced_per_second": PACE_PER_SECOND,
        "p95_ms": round(paced.percentile_ms(0.95), 2),
        "errors": full.errors + paced.errors,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(uvloop.run(_load(json.loads(sys.argv[1])))))
