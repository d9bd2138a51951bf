# SPDX-License-Identifier: Apache-2.0
"""The listening side: who asks to come in, and the sessions that were let in."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator
from pathlib import Path
from types import TracebackType
from typing import Literal, Self
from urllib.parse import parse_qs

import moq

from diemcau.stage.moq_port.errors import MoqError
from diemcau.stage.moq_port.origin import Origin
from diemcau.stage.moq_port.session import Session

Status = Literal[401, 403]


class Request:
    """Somebody asks to come in. Answer with `accept` or `refuse`, once."""

    def __init__(self, inner: moq.Request) -> None:
        self._inner = inner

    @property
    def path(self) -> str:
        """The path of the request without its query and outer slashes."""
        return self._inner.path.strip("/")

    @property
    def token(self) -> str:
        """The `jwt` of the query, empty when there is none."""
        return parse_qs(self._inner.query or "").get("jwt", [""])[0]

    async def accept(self, *, reads: Origin, writes: Origin) -> Session:
        """Let the session in.

        Args:
            reads: everything that the session may see.
            writes: where its own broadcasts land; give each session one of its own.
        """
        self._inner.set_publish(reads.native)
        self._inner.set_consume(writes.native)
        return Session(await self._inner.accept())

    async def refuse(self, status: Status) -> None:
        """Turn the session away; one that has hung up already is no error."""
        with contextlib.suppress(MoqError):
            await self._inner.reject(status)


class Relay:
    """The listening side. Use as an async context manager, then iterate its requests."""

    def __init__(self, *, host: str, port: int, certificate: Path, key: Path) -> None:
        bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self._inner = moq.Server(bind, tls_cert=[str(certificate)], tls_key=[str(key)])

    async def __aenter__(self) -> Self:
        await self._inner.__aenter__()  # type: ignore[no-untyped-call]  # the library's is bare
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._inner.__aexit__(kind, error, trace)

    @property
    def port(self) -> int:
        """The bound UDP port."""
        return int(self._inner.local_addr.rsplit(":", 1)[1])

    async def requests(self) -> AsyncGenerator[Request, None]:
        """Yield each incoming session until the relay closes."""
        async for request in self._inner:
            yield Request(request)
