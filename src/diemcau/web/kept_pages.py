# SPDX-License-Identifier: Apache-2.0
"""Answers with the portal's kept pages, before Django hears of a request.

A copy in memory is good as long as the page's note lies on the disk unchanged, which one look at
the file tells: whichever process lets a page go, the next reader gets a new one.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from email.utils import parsedate_to_datetime

from asgiref.typing import (
    ASGIReceiveCallable,
    ASGISendCallable,
    HTTPResponseBodyEvent,
    HTTPResponseStartEvent,
    HTTPScope,
)
from django.conf import settings

from diemcau.lib.clock import Clock
from diemcau.newsroom.keeping.emptying import page_store
from diemcau.newsroom.keeping.middleware import proper_hosts
from diemcau.newsroom.keeping.notes import Note
from diemcau.newsroom.keeping.store import PageStore, Stamp, is_keepable

IN_MEMORY = 512
"""Pages; of 30 to 60 kB each."""
PATIENCE_S = 10.0
OTHER_ROOMS = ("/c/", "/go/", "/admin/", "/static/", "/media/", "/recordings/", "/review/")
_UNPACKS = re.compile(rb"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)
Headers = tuple[tuple[bytes, bytes], ...]
Serve = Callable[[HTTPScope, ASGIReceiveCallable, ASGISendCallable], Awaitable[None]]


class _Kept:
    """A page in memory, its answers ready to be sent."""

    def __init__(self, note: Note, body: bytes, packed: bytes, stamp: Stamp) -> None:
        self.stamp = stamp
        self.until = note.until
        self.made_at = int(note.made_at)
        named = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in note.headers]
        etag = dict(named)[b"etag"]
        packed_etag = etag[:-1] + b'-gz"'
        self.etags = (etag, packed_etag)
        others = [(name, value) for name, value in named if name != b"etag"]
        gzip = (b"content-encoding", b"gzip")
        self.plain: Headers = (*others, (b"etag", etag), _length(body))
        self.packed: Headers = (*others, (b"etag", packed_etag), gzip, _length(packed))
        # RFC 9110 §15.4.5: what a cache needs in order to go on with what it has.
        self.unchanged: Headers = tuple(
            (name, value) for name, value in others if name in {b"cache-control", b"vary", b"last-modified"}
        )
        self.body, self.packed_body = body, packed


class KeptPages:
    """One process's way to the kept pages; whatever isn't kept goes to `otherwise`, once for all who ask."""

    def __init__(self, otherwise: Serve, *, clock: Clock, store: PageStore | None = None) -> None:
        self._otherwise = otherwise
        self._clock = clock
        self._store = store or page_store()
        self._hosts = {host.encode() for host in proper_hosts()}
        self._session = f"{settings.SESSION_COOKIE_NAME}=".encode()
        self._memory: OrderedDict[str, _Kept] = OrderedDict()
        self._making: dict[str, asyncio.Event] = {}

    async def serve(self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Answer one request."""
        if not self._is_for_everybody(scope):
            await self._otherwise(scope, receive, send)
            return
        page = self._find(scope["path"])
        if page is None and await self._someone_makes(scope["path"]):
            page = self._find(scope["path"])
        if page is not None:
            await _answer(page, scope, send)
        else:
            await self._make(scope, receive, send)

    def _is_for_everybody(self, scope: HTTPScope) -> bool:
        path = scope["path"]
        if scope["method"] not in {"GET", "HEAD"} or scope["query_string"] or path.startswith(OTHER_ROOMS):
            return False
        host = b""
        for name, value in scope["headers"]:
            if name == b"host":
                host = value
            elif name == b"cookie" and self._session in value:
                return False
        return host in self._hosts and (path in self._memory or is_keepable(path))

    def _find(self, address: str) -> _Kept | None:
        stamp = self._store.stamp(address)
        if stamp is None:
            self._memory.pop(address, None)
            return None
        page = self._memory.get(address)
        if page is None or page.stamp != stamp:
            page = self._load(address, stamp)
        else:
            self._memory.move_to_end(address)
        return page if page is not None and self._clock.now().timestamp() < page.until else None

    def _load(self, address: str, stamp: Stamp) -> _Kept | None:
        loaded = self._store.load(address)
        # Replaced while it was read: head and body may not belong together.
        if loaded is None or self._store.stamp(address) != stamp:
            return None
        page = self._memory[address] = _Kept(*loaded, stamp)
        if len(self._memory) > IN_MEMORY:
            self._memory.popitem(last=False)
        return page

    async def _someone_makes(self, address: str) -> bool:
        """Wait for the one who makes this page; returns whether there was one."""
        making = self._making.get(address)
        if making is None:
            return False
        try:
            async with asyncio.timeout(PATIENCE_S):
                await making.wait()
        except TimeoutError:
            return False
        return True

    async def _make(self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        address = scope["path"]
        if address in self._making:
            await self._otherwise(scope, receive, send)
            return
        made = self._making[address] = asyncio.Event()
        try:
            await self._otherwise(scope, receive, send)
        finally:
            del self._making[address]
            made.set()


async def _answer(page: _Kept, scope: HTTPScope, send: ASGISendCallable) -> None:
    asked = dict(scope["headers"])
    status, headers, body = 200, page.plain, page.body
    if _UNPACKS.search(asked.get(b"accept-encoding", b"")):
        headers, body = page.packed, page.packed_body
    if _is_known(page, asked):
        etag = page.etags[headers is page.packed]
        status, headers, body = 304, (*page.unchanged, (b"etag", etag)), b""
    if scope["method"] == "HEAD":
        body = b""
    await send(HTTPResponseStartEvent(type="http.response.start", status=status, headers=headers, trailers=False))
    await send(HTTPResponseBodyEvent(type="http.response.body", body=body, more_body=False))


def _is_known(page: _Kept, asked: dict[bytes, bytes]) -> bool:
    """Whether the reader's browser has this very page already (RFC 9110 §13.1)."""
    known = asked.get(b"if-none-match")
    if known is not None:
        return known.strip() == b"*" or any(_strong(tag) in page.etags for tag in known.split(b","))
    since = asked.get(b"if-modified-since")
    if since is None:
        return False
    try:
        return parsedate_to_datetime(since.decode("latin-1")).timestamp() >= page.made_at
    except ValueError:
        return False


def _strong(tag: bytes) -> bytes:
    """A tag without the mark of a weak one, which proxies put on when they pack a page themselves."""
    return tag.strip().removeprefix(b"W/")


def _length(body: bytes) -> tuple[bytes, bytes]:
    return b"content-length", str(len(body)).encode()
