# SPDX-License-Identifier: Apache-2.0
"""Killing a process of an installation on this machine, as a script wants it. Its supervisor starts it again."""

from __future__ import annotations

from pathlib import Path

import psutil
import structlog

from diemcau.rehearsal.refusals import NothingToKill

log = structlog.get_logger(__name__)
MODULES = {"stage": "diemcau.stage"}


def kill_process(what: str, *, home: Path) -> None:
    """Kill the process of this home without a warning, as a power cut does. Raises: NothingToKill."""
    victims = [one for one in psutil.process_iter() if _is_of(one, MODULES[what], home.resolve())]
    if not victims:
        raise NothingToKill(what=what, home=str(home))
    for victim in victims:
        log.warning("killed", what=what, pid=victim.pid)
        victim.kill()


def _is_of(process: psutil.Process, module: str, home: Path) -> bool:
    try:
        command = process.cmdline()
        return command[-2:] == ["-m", module] and Path(process.environ().get("DIEMCAU_HOME", "")).resolve() == home
    except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
        return False
