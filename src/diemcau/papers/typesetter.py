# SPDX-License-Identifier: Apache-2.0
"""The process that typesets: fields as JSON come in, a PDF goes out, and what it took goes with the process.

    python -m diemcau.papers.typesetter TEMPLATE SECONDS_SINCE_1970

Knows no Django and no other room.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typst

FONTS = Path(__file__).parent / "fonts"
_YIELDING = 10


def main(template: Path, *, at: int) -> None:
    """Fill in a template from standard input to standard output; a fault's own words go to standard error."""
    os.nice(_YIELDING)  # a desk's check-in comes before a sheet
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    compiler = typst.Compiler(root=template.parent, font_paths=fonts, ignore_system_fonts=True)
    fields = sys.stdin.buffer.read().decode()
    try:
        # Tags for screen readers double the file: a sheet is printed, its facts are on the delegate's page.
        pdf = compiler.compile(template, format="pdf", sys_inputs={"du_lieu": fields}, timestamp=at, pdf_tags=False)
    except (typst.TypstError, OSError) as error:
        sys.stderr.buffer.write(str(error).encode())
        sys.exit(1)
    assert isinstance(pdf, bytes)  # noqa: S101 - a PDF is one file
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main(Path(sys.argv[1]), at=int(sys.argv[2]))
