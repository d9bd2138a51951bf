# SPDX-License-Identifier: Apache-2.0
"""Sources of picture and sound that are no venues: known by rule, in no plan, with no people. Pure.

They connect, are called, aired and released like a venue. `@` begins no venue's code.
"""

from __future__ import annotations

from typing import Final

RTMP: Final = "@rtmp"
"""The hub's production desk (OBS, vMix), which sends by RTMP."""

CLIP: Final = "@clip"
"""A film that the stage plays out of a file."""

SOURCES: Final = frozenset({RTMP, CLIP})
