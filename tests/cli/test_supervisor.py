# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from diemcau.cli.refusals import ServiceDoesNotStart
from diemcau.cli.supervisor import Service, Supervisor, child_environment

SPEAKS = [sys.executable, "-c", "import time; print('ready', flush=True); time.sleep(60)"]
SILENT = [sys.executable, "-c", "import time; time.sleep(60)"]
DIES = [sys.executable, "-c", "raise SystemExit('no disk')"]


def supervisor(folder: Path, command: list[str]) -> Supervisor:
    return Supervisor(
        services=[Service(name="sleeper", command=command)], environment=child_environment(), log_folder=folder
    )


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.fault
async def test_killed_service_is_started_again(tmp_path: Path) -> None:
    async with supervisor(tmp_path, SPEAKS) as running:
        await running.ready(timeout_s=30)
        first = running.pid("sleeper")
        assert first is not None
        os.kill(first, signal.SIGKILL)
        async with asyncio.timeout(30):
            while running.pid("sleeper") in (first, None):
                await asyncio.sleep(0.02)
        await running.ready(timeout_s=30)
        second = running.pid("sleeper")
        assert second is not None
        assert running.restarts == {"sleeper": 1}
    assert not is_alive(second)


async def test_service_that_dies_again_and_again_is_given_up_with_its_last_words(tmp_path: Path) -> None:
    async with supervisor(tmp_path, DIES) as running:
        with pytest.raises(ServiceDoesNotStart) as refused:
            await running.ready(timeout_s=30)
    assert refused.value.fields == {"service": "sleeper", "log": str(tmp_path / "sleeper.log"), "last": "no disk"}


async def test_service_that_takes_too_long_is_named(tmp_path: Path) -> None:
    async with supervisor(tmp_path, SILENT) as running:
        with pytest.raises(ServiceDoesNotStart, match="sleeper"):
            await running.ready(timeout_s=0.3)
