# SPDX-License-Identifier: Apache-2.0
"""`diemcau stage`: the live process alone, for whoever runs web and stage under a service manager."""

from __future__ import annotations


def stage() -> None:
    """Run the relay and the live plane of every conference in DIEMCAU_HOME, until Ctrl-C."""
    from diemcau.stage.main import run

    run()
