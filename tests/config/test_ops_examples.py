# SPDX-License-Identifier: Apache-2.0
"""What `ops/` hands out fits the program."""

from __future__ import annotations

import grp
import os
import re
import subprocess
from pathlib import Path

from diemcau.config.environment import Environment

OPS = Path(__file__).parents[2] / "ops"


def test_every_variable_of_the_example_can_be_set() -> None:
    known = {
        str(field.validation_alias or f"DIEMCAU_{name.upper()}") for name, field in Environment.model_fields.items()
    }
    used = re.findall(r"^(?:# )?([A-Z_]+)=", (OPS / "diemcau.env").read_text(encoding="utf-8"), re.MULTILINE)

    assert {"DIEMCAU_DOMAIN", "DIEMCAU_PROXY", "DATABASE_URL"} <= set(used) <= known


def test_renewed_files_are_handed_over_readable_for_the_service_alone(tmp_path: Path) -> None:
    lineage, kept = tmp_path / "live", tmp_path / "tls"
    lineage.mkdir()
    for name in ("fullchain.pem", "privkey.pem"):
        (lineage / name).write_text(name)
    group = grp.getgrgid(os.getgid()).gr_name

    subprocess.run(
        [OPS / "renewed-certificate"],
        env={
            "RENEWED_LINEAGE": str(lineage),
            "DIEMCAU_TLS_FOLDER": str(kept),
            "DIEMCAU_GROUP": group,
            "PATH": "/usr/bin:/bin",
        },
        check=True,
    )

    found = {path.name: (path.read_text(), path.stat().st_mode & 0o777) for path in kept.iterdir()}
    assert found == {name: (name, 0o640) for name in ("fullchain.pem", "privkey.pem")}
