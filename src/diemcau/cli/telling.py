# SPDX-License-Identifier: Apache-2.0
"""Telling people at the terminal that something can't be done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from diemcau.config.environment import environment
from diemcau.lib.refusal import Refusal


@contextmanager
def refusals_told() -> Iterator[None]:
    """Whatever is refused within is told in the installation's language, and ends the command with 2."""
    try:
        yield
    except Refusal as refusal:
        typer.echo(refusal.sentence(environment().language), err=True)
        raise typer.Exit(2) from refusal
