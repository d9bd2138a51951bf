# SPDX-License-Identifier: Apache-2.0
"""`diemcau up`: web and stage of one installation, kept alive until Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from diemcau.cli.django import set_up
from diemcau.cli.supervisor import Service, Supervisor, child_environment, is_listening
from diemcau.config.certificates import given_files
from diemcau.config.environment import Environment, environment
from diemcau.config.keeping import keep
from diemcau.lib.clock import SystemClock
from diemcau.lib.refusal import Refusal
from diemcau.stage.certificate import Certificate
from diemcau.stage.domain_certificate import read_domain_certificate

READY_TIMEOUT_S = 60.0
ENDS_SOON = timedelta(days=7)


def up(
    domain: Annotated[str | None, typer.Option(help="Name that browsers use: hoinghi.example.vn")] = None,
    tls_cert: Annotated[Path | None, typer.Option(help="The name's certificate and its chain (PEM)")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="The certificate's private key (PEM)")] = None,
    proxy: Annotated[str | None, typer.Option(help="Address of a reverse proxy that serves https for us")] = None,
) -> None:
    """Run web and stage in DIEMCAU_HOME, made at the first start, until Ctrl-C.

    What is given here is kept in the home's settings.env, where every later command finds it.
    """
    console = Console(stderr=True)
    try:
        given = _given(domain=domain, tls_cert=tls_cert, tls_key=tls_key, proxy=proxy)
        os.environ.update(given)
        certificate = _checked_certificate(environment())
        keep(environment().home, given)
        set_up(migrate=True)
        from diemcau.newsroom.actions import set_up_portal

        set_up_portal()
        asyncio.run(_run(console, certificate))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return
    except Refusal as refusal:
        console.print(refusal.sentence(environment().language), style="bold red")
        raise typer.Exit(1) from refusal


def installation(values: Environment) -> Supervisor:
    """The supervisor of an installation's five processes, not yet started."""
    web = Service(
        name="web",
        command=[sys.executable, "-m", "diemcau.config.serve"],
        is_ready=partial(is_listening, values.pages_host, values.port),
    )
    stage = Service(name="stage", command=[sys.executable, "-m", "diemcau.stage"])
    recorder = Service(name="recorder", command=[sys.executable, "-m", "diemcau.stage.recorder"])
    sources = Service(name="sources", command=[sys.executable, "-m", "diemcau.stage.sources"])
    newsroom = Service(name="newsroom", command=[sys.executable, "-m", "diemcau.newsroom.desk"])
    home = values.home.resolve()
    # Files in the folder where somebody happens to stand must not be taken for modules of ours.
    return Supervisor(
        services=[web, stage, recorder, sources, newsroom],
        environment=child_environment(DIEMCAU_HOME=str(home), PYTHONUNBUFFERED="1", PYTHONSAFEPATH="1"),
        log_folder=home / "log",
    )


def _given(*, domain: str | None, tls_cert: Path | None, tls_key: Path | None, proxy: str | None) -> dict[str, str]:
    options = {
        "DIEMCAU_DOMAIN": domain,
        "DIEMCAU_TLS_CERT": tls_cert.resolve() if tls_cert else None,
        "DIEMCAU_TLS_KEY": tls_key.resolve() if tls_key else None,
        "DIEMCAU_PROXY": proxy,
    }
    return {name: str(value) for name, value in options.items() if value is not None}


def _checked_certificate(values: Environment) -> Certificate | None:
    """The domain's certificate, None without one. Raises: Refusal: browsers wouldn't take it."""
    files = given_files(values)
    return read_domain_certificate(files, now=SystemClock().now()) if files else None


async def _run(console: Console, certificate: Certificate | None) -> None:
    values = environment()
    task = asyncio.current_task()
    loop = asyncio.get_running_loop()
    if task is not None:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, task.cancel)
    async with installation(values) as processes:
        await processes.ready(timeout_s=READY_TIMEOUT_S)
        console.print(f"Điểm cầu: {values.origin}/  (log: {values.home / 'log'})")
        if certificate is not None:
            console.print(
                f"Certificate of {values.domain}: until {certificate.ends_at:%d/%m/%Y}", style=_urgency(certificate)
            )
        if values.rtmp_port:
            console.print(f"Production desk (OBS, vMix): {values.rtmp_address}  (the key is on the console)")
        console.print(f"Links for director, venues and delegates: diemcau links   (DIEMCAU_HOME={values.home})")
        if os.environ.get("DIEMCAU_HOME") is None:
            console.print("DIEMCAU_HOME isn't set: this installation lives in ./diemcau-data")
        await processes.wait()


def _urgency(certificate: Certificate) -> str:
    return "bold red" if certificate.ends_at - SystemClock().now() < ENDS_SOON else ""
