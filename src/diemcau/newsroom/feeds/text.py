# SPDX-License-Identifier: Apache-2.0
"""Text as an XML document may hold it."""

from __future__ import annotations

import re
import unicodedata

# https://www.w3.org/TR/xml/#charsets: word processors leave a few of the others in what is pasted from them.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text composed (NFC), without characters that no XML document may hold."""
    return _NO_XML.sub("", unicodedata.normalize("NFC", text))
