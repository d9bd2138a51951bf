# SPDX-License-Identifier: Apache-2.0
"""`diemcau up`: web and stage of one installation, kept alive until Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from functools import partial
from pathlib import Path

import typer
from rich.console import Console

import diemcau
from diemcau.cli.django import set_up
from diemcau.cli.supervisor import Service, Supervisor, child_environment, is_listening
from diemcau.config.environment import Environment, environment
from diemcau.lib.refusal import Refusal

READY_TIMEOUT_S = 60.0
PACKAGES = Path(diemcau.__file__).parents[1]
"""Where our package lies: uvicorn would look for modules in the current folder otherwise."""


def up() -> None:
    """Run web and stage in DIEMCAU_HOME, made at the first start, until Ctrl-C."""
    set_up(migrate=True)
    from diemcau.newsroom.actions import set_up_portal

    set_up_portal()
    console = Console(stderr=True)
    try:
        asyncio.run(_run(console))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return
    except Refusal as refusal:
        console.print(refusal.sentence(environment().language), style="bold red")
        raise typer.Exit(1) from refusal


def installation(values: Environment) -> Supervisor:
    """The supervisor of an installation's two processes, not yet started."""
    host, port = values.host, str(values.port)
    web = Service(
        name="web",
        command=[
            sys.executable, "-m", "uvicorn", "diemcau.config.asgi:application", "--host", host, "--port", port,
            "--app-dir", str(PACKAGES), "--no-access-log", "--timeout-graceful-shutdown", "5",
        ],
        is_ready=partial(is_listening, host, values.port),
    )  # fmt: skip
    stage = Service(name="stage", command=[sys.executable, "-m", "diemcau.stage"])
    home = values.home.resolve()
    # Files in the folder where somebody happens to stand must not be taken for modules of ours.
    return Supervisor(
        services=[web, stage],
        environment=child_environment(DIEMCAU_HOME=str(home), PYTHONUNBUFFERED="1", PYTHONSAFEPATH="1"),
        log_folder=home / "log",
    )


async def _run(console: Console) -> None:
    values = environment()
    task = asyncio.current_task()
    loop = asyncio.get_running_loop()
    if task is not None:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, task.cancel)
    async with installation(values) as processes:
        await processes.ready(timeout_s=READY_TIMEOUT_S)
        console.print(f"Điểm cầu: http://{values.browser_host}:{values.port}/  (log: {values.home / 'log'})")
        console.print(f"Links for director, venues and delegates: diemcau links   (DIEMCAU_HOME={values.home})")
        if os.environ.get("DIEMCAU_HOME") is None:
            console.print("DIEMCAU_HOME isn't set: this installation lives in ./diemcau-data")
        await processes.wait()
