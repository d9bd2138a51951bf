# SPDX-License-Identifier: Apache-2.0
"""`diemcau bench`: the figures that the design promises, measured on this machine."""

from __future__ import annotations

import typer

from diemcau.cli import (
    bench_checkin,
    bench_cut,
    bench_fanout,
    bench_offline,
    bench_phones,
    bench_portal,
    bench_rejoin,
    bench_wall,
)

app = typer.Typer(no_args_is_help=True, help="Measure this machine against what the design promises.")
app.command("fanout")(bench_fanout.fanout)
app.command("cut")(bench_cut.cut)
app.command("rejoin")(bench_rejoin.rejoin)
app.command("checkin")(bench_checkin.checkin)
app.command("offline")(bench_offline.offline)
app.command("phones")(bench_phones.phones)
app.command("wall")(bench_wall.wall)
app.command("portal")(bench_portal.portal)
