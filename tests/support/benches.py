# SPDX-License-Identifier: Apache-2.0
"""The benches, run as processes of their own."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diemcau.cli.supervisor import child_environment
from support.homes import TESTS, prepared

TIMEOUT_S = 200


@dataclass(frozen=True, kw_only=True)
class Benched:
    """What a bench measured, what it printed, and its exit code: 1 where a figure isn't what was promised."""

    figures: dict[str, Any]
    printed: str
    code: int


def run_bench(folder: Path, *words: str) -> Benched:
    """Run `diemcau bench` with these words."""
    file = folder / "figures.json"
    ran = subprocess.run(
        [*prepared(), "bench", *words, "--json", str(file)],
        cwd=TESTS.parent,
        env=child_environment(DJANGO_SETTINGS_MODULE="diemcau.config.settings", PYTHONPATH=str(TESTS)),
        capture_output=True, text=True, check=False, timeout=TIMEOUT_S,
    )  # fmt: skip
    assert file.exists(), ran.stderr
    return Benched(figures=json.loads(file.read_text()), printed=ran.stdout, code=ran.returncode)
