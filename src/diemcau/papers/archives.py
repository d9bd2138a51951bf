# SPDX-License-Identifier: Apache-2.0
"""Office files that come out byte for byte the same from the same record.

Word and Excel files are zip archives in which the libraries put the moment of writing:
on every member and in the document's properties. Both are set to the conference's own time.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_CORE = "docProps/core.xml"
_STAMPED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def settled(archive: bytes, *, at: datetime) -> bytes:
    """The same office file, with `at` as the only instant in it.

    Args:
        archive: a .docx or .xlsx file.
        at: aware; years before 1980 can't be told in a zip archive.
    """
    moment = at.astimezone(UTC).replace(microsecond=0)
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    out = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(out, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == _CORE:
                content = _STAMPED.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
            fresh = ZipInfo(member.filename, date_time=moment.timetuple()[:6])
            fresh.compress_type = ZIP_DEFLATED
            new.writestr(fresh, content)
    return out.getvalue()
