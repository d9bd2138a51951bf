# SPDX-License-Identifier: Apache-2.0
"""Settings given once on the command line, kept in the home folder for every later command."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from diemcau.config.environment import SETTINGS_FILE


def keep(home: Path, settings: Mapping[str, str]) -> None:
    """Write settings into the home's file, other lines left as they are. Raises: OSError: it can't be written."""
    if not settings:
        return
    home.mkdir(parents=True, exist_ok=True)
    file = home / SETTINGS_FILE
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    others = [line for line in lines if line.partition("=")[0].strip() not in settings]
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    fresh.write_text("\n".join([*others, *map(_line, settings.items())]) + "\n", encoding="utf-8")
    fresh.replace(file)


def _line(setting: tuple[str, str]) -> str:
    name, value = setting
    quoted = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"{name}='{quoted}'"
