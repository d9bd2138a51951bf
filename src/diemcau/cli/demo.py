# SPDX-License-Identifier: Apache-2.0
"""`diemcau demo`: the example conference, alive, with everything that belongs to it."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from diemcau.cli.django import set_up
from diemcau.cli.doors import Doors, address_of, base_url, open_doors
from diemcau.cli.show import Show
from diemcau.cli.up import installation as processes_of
from diemcau.config.environment import Environment, environment
from diemcau.lib.refusal import Refusal
from diemcau.rehearsal.installation import Installation
from diemcau.rehearsal.refusals import HomeIsInUse
from diemcau.rehearsal.script import Script, read_script, scaled
from diemcau.rehearsal.verdict import fallen_short

EXAMPLE = Path("examples/lamdong-2022")
HOME = Path("build/demo/home")
OUTPUT = Path("build/demo")
MARK = ".demo"
READY_TIMEOUT_S = 60.0


def demo(
    *,
    once: Annotated[bool, typer.Option("--once", help="Don't wait; check the outcome; end")] = False,
    minutes: Annotated[float, typer.Option(min=0.5, help="How long the programme takes, without --once")] = 5.0,
    example: Annotated[Path, typer.Option(help="Folder with the conference and rehearsal.toml")] = EXAMPLE,
) -> None:
    """Run the example conference with 117 simulated venues and a live hub."""
    console = Console(stderr=True)
    started_s = time.monotonic()
    try:
        script = read_script(example / "rehearsal.toml")
        slug = _prepare(example, console)
        stretched = script if once else scaled(script, minutes * 60 / script.lasts_s)
        reasons = asyncio.run(_run(slug, stretched, once=once, started_s=started_s, console=console))
    except (KeyboardInterrupt, asyncio.CancelledError):
        raise typer.Exit(130 if once else 0) from None
    except Refusal as refusal:
        console.print(refusal.sentence(environment().language), style="bold red")
        raise typer.Exit(2) from refusal
    for reason in reasons:
        console.print(f"✗ {reason}", style="bold red")
    raise typer.Exit(1 if reasons else 0)


def _prepare(example: Path, console: Console) -> str:
    """A home, free ports, and the example loaded. Returns: the conference's slug."""
    os.environ.setdefault("DIEMCAU_HOME", str(HOME))
    _fresh_home(Path(os.environ["DIEMCAU_HOME"]))
    for variable, kind, usual in (
        ("DIEMCAU_PORT", socket.SOCK_STREAM, 8080),
        ("DIEMCAU_RELAY_PORT", socket.SOCK_DGRAM, 8443),
    ):
        os.environ.setdefault(variable, str(_free_port(kind, usual)))
    with console.status("Setting up the database and loading the example…"):
        set_up(migrate=True)
        from diemcau.newsroom.actions import set_up_portal
        from diemcau.people.loading import load_folder

        loaded = load_folder(example, actor="load")
        plan = loaded.conference
        set_up_portal(
            organisation=plan.organiser,
            section=plan.section,
            organisation_en=plan.organiser_en,
            section_en=plan.section_en,
        )
    console.print(f"Loaded {loaded.conference.name}")
    return loaded.conference.slug


def _fresh_home(home: Path) -> None:
    """Empty a former demonstration's home; leave anything else alone.

    Raises: HomeIsInUse.
    """
    if home.exists() and any(home.iterdir()):
        if not (home / MARK).exists():
            raise HomeIsInUse(home=str(home))
        shutil.rmtree(home)
    home.mkdir(parents=True, exist_ok=True)
    (home / MARK).touch()


def _free_port(kind: socket.SocketKind, usual: int) -> int:
    """The usual port, any free one when it is taken."""
    for port in (usual, 0):
        with socket.socket(socket.AF_INET, kind) as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise AssertionError("unreachable: port 0 is always free")


async def _run(slug: str, script: Script, *, once: bool, started_s: float, console: Console) -> list[str]:
    _end_on_signals()
    values = environment()
    doors = await asyncio.to_thread(open_doors, slug)
    async with processes_of(values) as processes:
        with console.status("Starting web, stage, recorder and sources…"):
            await processes.ready(timeout_s=READY_TIMEOUT_S)
        _print_addresses(console, doors, values)
        async with Installation(url=base_url(values), slug=slug) as installation:
            show = Show(installation=installation, doors=doors, script=script, output=OUTPUT, console=console)
            if not once:
                await show.live()
                return []
            summary = await show.once(started_s=started_s)
            restarts = [f"{name} died and was started again." for name in processes.restarts]
    console.print_json(summary.model_dump_json())
    return [*restarts, *fallen_short(summary)]


def _end_on_signals() -> None:
    """Ctrl-C and SIGTERM end the task, so that every child is ended in turn."""
    task = asyncio.current_task()
    if task is not None:
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)


def _print_addresses(console: Console, doors: Doors, values: Environment) -> None:
    venue = next(iter(code for code in doors.venues if code.count("-") > 1), None) or next(iter(doors.venues))
    console.print("Open in Chrome or Edge; each link signs you in:", style="bold")
    for holder, address in (
        ("Director", address_of(doors.director, values)),
        ("Venue", address_of(doors.venues[venue], values)),
        ("Delegate", address_of(doors.delegate, values) if doors.delegate else "–"),
        ("News page", f"{base_url(values)}/"),
    ):
        console.print(f"  {holder:<10} {address}", soft_wrap=True, highlight=False)
