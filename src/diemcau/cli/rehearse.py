# SPDX-License-Identifier: Apache-2.0
"""`diemcau rehearse`: simulated venues and a scripted director on a running installation."""

from __future__ import annotations

import asyncio
import json
import time
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from diemcau.cli.bars import bars, told
from diemcau.cli.django import set_up
from diemcau.cli.doors import Doors, base_url, open_doors
from diemcau.cli.rehearse_check import check
from diemcau.cli.rehearse_fill import fill as stand_in
from diemcau.cli.supervisor import child_environment
from diemcau.config.environment import environment
from diemcau.lib.clock import SystemClock
from diemcau.lib.refusal import Refusal
from diemcau.rehearsal.director import ScriptedDirector
from diemcau.rehearsal.ensemble import Ensemble, deal
from diemcau.rehearsal.improvised import improvise
from diemcau.rehearsal.installation import Installation
from diemcau.rehearsal.performance import Performance, cast_of, read_plan, read_roll, with_material
from diemcau.rehearsal.roll import marks_of
from diemcau.rehearsal.sabotage import kill_process
from diemcau.rehearsal.script import Script, check_venues, read_script, scaled
from diemcau.rehearsal.summary import Played, played, shortfalls

CREWS = 2
CONNECT_TIMEOUT_S = 60.0


app = typer.Typer(invoke_without_command=True, help="Practise on a running `diemcau up`.")
app.command("check")(check)


@app.callback()
def rehearse(  # noqa: PLR0917 - Typer's arguments are options of the command line
    context: typer.Context,
    venues: Annotated[int, typer.Option(min=1, help="How many venues to play, besides the hub")] = 117,
    minutes: Annotated[float, typer.Option(min=0.2, help="How long")] = 3.0,
    conference: Annotated[
        str | None, typer.Option(help="Short name of the conference; needed when there are several")
    ] = None,
    script: Annotated[Path | None, typer.Option(help="A script (TOML) to play instead of an improvised one")] = None,
    file: Annotated[Path | None, typer.Option("--json", help="Write the summary to this file")] = None,
    *,
    fill: Annotated[
        bool, typer.Option("--fill", help="Only stand in for venues that aren't connected; you direct")
    ] = False,
) -> None:
    """Play a conference on a running `diemcau up`: what is marked and cut is entered in its journal."""
    if context.invoked_subcommand is not None:
        return
    console = Console(stderr=True)
    set_up()
    try:
        doors = open_doors(_slug(conference))
        if fill:
            asyncio.run(stand_in(doors, lasts_s=minutes * 60, console=console))
            return
        told_script = read_script(script) if script else None
        summary = asyncio.run(_rehearse(doors, venues, minutes * 60, told_script, console))
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except Refusal as refusal:
        console.print(refusal.sentence(environment().language), style="bold red")
        raise typer.Exit(2) from refusal
    text = json.dumps(summary.model_dump(mode="json"), ensure_ascii=False, indent=2)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + "\n", encoding="utf-8")
    typer.echo(text)
    reasons = list(shortfalls(summary, has_browser=False))
    for reason in reasons:
        console.print(reason, style="red")
    raise typer.Exit(1 if reasons else 0)


async def _rehearse(doors: Doors, size: int, lasts_s: float, told_script: Script | None, console: Console) -> Played:
    clock, started_s = SystemClock(), time.monotonic()
    async with Installation(url=base_url(environment()), slug=doors.slug) as installation:
        bearer = await installation.sign_in(doors.director)
        plan = await read_plan(installation, bearer)
        floor = await installation.read("floor", bearer)
        codes = [plan.hub, *plan.guests[:size]]
        script = (
            scaled(told_script, lasts_s / told_script.lasts_s)
            if told_script
            else improvise(
                guests=codes[1:],
                items=plan.items,
                lasts_s=lasts_s,
                is_open=floor["phase"] == "open",
                is_shown=floor["scene"] == "speaker",
            )
        )
        check_venues(script, codes)
        script = with_material(script, plan)
        marks = marks_of(script.roll, await read_roll(installation, bearer, codes))
        orders = deal(
            url=installation.url,
            slug=doors.slug,
            cast=cast_of(plan, link_tokens=doors.venues, codes=codes),
            desks=(),
            script=script,
            marks=marks,
            crews=CREWS,
        )
        director = ScriptedDirector(
            installation=installation,
            bearer=bearer,
            hub=plan.hub,
            films=plan.durations_s,
            clock=clock,
            now_playing=lambda step: console.print(told(step), style="dim"),
        )
        folder = environment().home.resolve() / "log"
        async with Ensemble(orders=orders, environment=child_environment(), folder=folder, clock=clock) as ensemble:
            performance = Performance(
                script=script,
                plan=plan,
                director=director,
                ensemble=ensemble,
                clock=clock,
                kill=partial(kill_process, home=environment().home),
            )
            async with bars(console, ensemble, performance):
                await ensemble.wait_connected(timeout_s=CONNECT_TIMEOUT_S)
                await performance.play()
            report, ledger = await performance.account()
    return played(
        expected=codes,
        also_connected=(),
        report=report,
        ledger=ledger,
        painted_ms=(),
        unpainted=(),
        cuts=len(ledger.airings),
        refused_steps=director.refused,
        seconds=time.monotonic() - started_s,
    )


def _slug(conference: str | None) -> str:
    from diemcau.conference.models import Conference
    from diemcau.conference.refusals import UnknownConference

    if conference is not None:
        return conference
    slugs = list(Conference.objects.values_list("slug", flat=True)[:2])
    if len(slugs) != 1:
        raise UnknownConference(slug=", ".join(slugs) or "–")
    return slugs[0]
