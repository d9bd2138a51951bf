# SPDX-License-Identifier: Apache-2.0
"""What a venue's screen says when all is well, with whatever a test wants otherwise."""

from __future__ import annotations

from diemcau.board.live import VenueStatus


def status(**changes: object) -> VenueStatus:
    """A status of a venue that sees and hears the hub, but for the changes."""
    well = {
        "viewing": "LD", "painted_fps": 25.0, "heard_db": -20.0, "rendition": "hd", "loss": 0.0, "delay_ms": 250.0,
        "camera": "ok", "microphone": "ok", "browser": "Chrome 140",
    }  # fmt: skip
    return VenueStatus(**{**well, **changes})  # type: ignore[typeddict-item]  # a test names the fields


IDLE = status(viewing=None, painted_fps=0.0, heard_db=None, rendition=None, loss=None, delay_ms=None)
