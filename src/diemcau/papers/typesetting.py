# SPDX-License-Identifier: Apache-2.0
"""PDF sheets from Typst templates that staff can edit, with the fonts that lie beside them.

Nothing is taken from the machine or the network, and the instant in the file is given: the same fields give the same
bytes. The work is done in a process of its own, since Typst keeps what it laid out: 1.1 GB after 1,769 letters, which
a web worker would never give back.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from diemcau.papers.refusals import SheetTemplateIsBroken

_LONGEST_S = 300


def typeset(template: Path, fields: Mapping[str, Any], *, dated: datetime) -> bytes:
    """Fill in a template.

    Args:
        template: a .typ file, which reads its fields as JSON from `sys.inputs.du_lieu`; pictures that it names lie
            in its own folder.
        fields: text, numbers, lists and objects that JSON holds.
        dated: the instant that the file gives as its own.
    Returns: a PDF file.
    Raises: SheetTemplateIsBroken.
    """
    line = [sys.executable, "-m", "diemcau.papers.typesetter", str(template), str(int(dated.timestamp()))]
    given = json.dumps(fields, ensure_ascii=False).encode()
    done = subprocess.run(line, input=given, capture_output=True, timeout=_LONGEST_S, check=False)
    if done.returncode != 0:
        raise SheetTemplateIsBroken(path=str(template), reason=done.stderr.decode(errors="replace").strip())
    return done.stdout
