# SPDX-License-Identifier: Apache-2.0
"""`diemcau recorder`: the recording process alone, for whoever runs web and stage under a service manager."""

from __future__ import annotations


def recorder() -> None:
    """Record every open conference of DIEMCAU_HOME, until Ctrl-C."""
    from diemcau.stage.recorder.main import run

    run()
