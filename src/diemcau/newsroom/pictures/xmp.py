# SPDX-License-Identifier: Apache-2.0
"""XMP, the block of words that every picture format carries: read with care, since anybody may have written it.

Source: ISO 16684-1; IPTC Photo Metadata Standard 2024.1.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, SubElement, register_namespace, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from diemcau.newsroom.pictures.words import Words

_NAMES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
}
for _prefix, _uri in _NAMES.items():
    register_namespace(_prefix, _uri)
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DEFAULT = "x-default"

Texts = dict[str, dict[str, str]]


def _name(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{_NAMES[prefix]}}}{local}"


DESCRIPTION, RIGHTS, CREATOR = _name("dc:description"), _name("dc:rights"), _name("dc:creator")
CREDIT, HEADLINE = _name("photoshop:Credit"), _name("photoshop:Headline")
ALTERNATIVE, EXTENDED = _name("Iptc4xmpCore:AltTextAccessibility"), _name("Iptc4xmpCore:ExtDescrAccessibility")
_READ = frozenset({DESCRIPTION, RIGHTS, CREATOR, CREDIT, HEADLINE, ALTERNATIVE, EXTENDED})


def read_xmp(packet: bytes) -> Texts:
    """The texts by property and language (lower case); empty for a packet that can't be read."""
    try:
        root: Element = fromstring(packet.strip(b"\x00 \r\n\t"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return {}
    found: Texts = {}
    for described in root.iter(_name("rdf:Description")):
        for name, value in described.attrib.items():
            if name in _READ:
                found.setdefault(name, {})[DEFAULT] = _tidy(value)
        for element in described:
            if element.tag in _READ:
                found.setdefault(element.tag, {}).update(_values(element))
    return found


def _values(element: Element) -> Iterator[tuple[str, str]]:
    entries = list(element.iter(_name("rdf:li")))
    if element.find(_name("rdf:Alt")) is not None:
        yield from ((entry.get(_LANGUAGE, DEFAULT).lower(), _tidy(entry.text)) for entry in entries)
    elif entries:
        yield DEFAULT, ", ".join(_tidy(entry.text) for entry in entries)
    else:
        yield DEFAULT, _tidy(element.text)


def _tidy(text: str | None) -> str:
    return unicodedata.normalize("NFC", text or "").strip()


def xmp_packet(words: Words, *, language: str) -> bytes:
    """The packet for a rendition; `language` is that of the words which aren't English."""
    root = Element(_name("x:xmpmeta"))
    about = SubElement(SubElement(root, _name("rdf:RDF")), _name("rdf:Description"), {_name("rdf:about"): ""})
    _add_alternatives(about, DESCRIPTION, {language: words.caption, "en": words.caption_en})
    _add_alternatives(about, ALTERNATIVE, {language: words.alternative, "en": words.alternative_en})
    if words.credit:
        SubElement(about, CREDIT).text = words.credit
    packet: bytes = tostring(root, encoding="utf-8")
    return b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>' + packet + b'<?xpacket end="r"?>'


def _add_alternatives(about: Element, name: str, texts: dict[str, str]) -> None:
    said = {language: text for language, text in texts.items() if text}
    if not said:
        return
    alternatives = SubElement(SubElement(about, name), _name("rdf:Alt"))
    for language, text in ((DEFAULT, next(iter(said.values()))), *said.items()):
        SubElement(alternatives, _name("rdf:li"), {_LANGUAGE: language}).text = text
