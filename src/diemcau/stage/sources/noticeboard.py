# SPDX-License-Identifier: Apache-2.0
"""How the RTMP port is, for the console: one small file in the home's `run` folder.

It is no entry and no plan: it tells what is wrong at the moment, and goes with the process.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from typing_extensions import TypedDict

from diemcau.lib.clock import Clock
from diemcau.lib.refusal import Refusal

FILE = "rtmp.json"
EVERYBODY = ""


class Trouble(TypedDict):
    """The last time that somebody was sent away, and why, in both languages."""

    at: str
    code: str
    vi: str
    en: str


class Notices(TypedDict):
    """`port` is None while nobody listens; troubles by slug, under the empty one those of nobody's key."""

    port: int | None
    troubles: dict[str, Trouble]


@dataclass(kw_only=True)
class Noticeboard:
    """What is written there. Use `read_notices` to read it from another process."""

    folder: Path
    clock: Clock
    _notices: Notices = field(default_factory=lambda: Notices(port=None, troubles={}))

    def open(self, port: int) -> None:
        """The port is open."""
        self._notices["port"] = port
        self._notices["troubles"].pop(EVERYBODY, None)
        self._write()

    def tell(self, refusal: Refusal, *, slug: str | None = None) -> None:
        """Somebody was sent away; with a slug it is one conference's business, without one everybody's."""
        self._notices["troubles"][slug or EVERYBODY] = Trouble(
            at=self.clock.now().isoformat(), code=refusal.code, vi=refusal.sentence("vi"), en=refusal.sentence("en")
        )
        self._write()

    def clear(self, slug: str) -> None:
        """A good key came: what was wrong before is settled."""
        for settled in (slug, EVERYBODY):
            self._notices["troubles"].pop(settled, None)
        self._write()

    def take_down(self) -> None:
        """The process ends."""
        (self.folder / FILE).unlink(missing_ok=True)

    def _write(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self.folder / f".{FILE}.{os.getpid()}"
        fresh.write_text(json.dumps(self._notices, ensure_ascii=False), encoding="utf-8")
        fresh.replace(self.folder / FILE)


def read_notices(folder: Path) -> Notices:
    """What the process of the sources wrote last; nothing when it doesn't run."""
    try:
        told: Any = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Notices(port=None, troubles={})
    return Notices(port=told["port"], troubles=told["troubles"])
