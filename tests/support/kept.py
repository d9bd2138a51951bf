# SPDX-License-Identifier: Apache-2.0
"""Readers of a portal whose pages are kept, and what is kept for them."""

from __future__ import annotations

from django.conf import settings
from django.test import Client

from diemcau.newsroom.keeping.emptying import page_store
from support.portal import HOST


def read(address: str) -> bytes:
    """What a reader gets who isn't signed in."""
    return Client(headers={"host": HOST}).get(address).content


def made_anew(address: str) -> bytes:
    """The same page for somebody with a session, though one that is over: never a kept one."""
    reader = Client(headers={"host": HOST})
    reader.cookies[settings.SESSION_COOKIE_NAME] = "over"
    return reader.get(address).content


def kept() -> dict[str, bytes]:
    """Every kept page by its address."""
    store = page_store()
    return {note.address: loaded[1] for note in store.notes() if (loaded := store.load(note.address))}
