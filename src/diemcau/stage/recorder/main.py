# SPDX-License-Identifier: Apache-2.0
"""The recorder's process: its start."""

from __future__ import annotations

import asyncio

import uvloop

from diemcau.lib.clock import SystemClock
from diemcau.lib.logs import log_as_json
from diemcau.stage.journal_port import load_installation


def run() -> None:
    """Record every open conference of the installation until SIGINT or SIGTERM."""
    log_as_json()
    installation = load_installation()
    from diemcau.stage.recorder.serving import serve  # models need Django's set-up

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(installation, SystemClock()))
