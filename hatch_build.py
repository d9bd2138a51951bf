# SPDX-License-Identifier: Apache-2.0
"""Build hook: a wheel holds the built pages and the compiled catalogues."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PagesBuildHook(BuildHookInterface[Any]):
    """Compiles catalogues for every build, and the pages for every build but an editable one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects files."""
        del build_data
        root = Path(self.root)
        for source in root.glob("src/diemcau/*locale/*/LC_MESSAGES/*.po"):
            with source.open("rb") as catalogue, source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(catalogue), use_fuzzy=True)
        if version != "editable":
            # make knows whether the pages are newer than their sources, and how they are built.
            subprocess.run(["make", "pages"], cwd=root, check=True)
