# SPDX-License-Identifier: Apache-2.0
"""The dialling side."""

from __future__ import annotations

from types import TracebackType
from typing import Self
from urllib.parse import urlsplit, urlunsplit

import moq

from diemcau.stage.moq_port.origin import Origin
from diemcau.stage.moq_port.session import Session


class Connection:
    """The dialling side: one session that the library redials by itself when asked to.

    With fingerprints the server's certificate is pinned; with `verifies=False` it isn't
    looked at, which is for loopback only.
    """

    def __init__(
        self,
        url: str,
        *,
        token: str = "",
        fingerprints: list[str] | None = None,
        verifies: bool = True,
        redials: bool = False,
        publish: Origin | None = None,
    ) -> None:
        self.published = publish or Origin()
        self.seen = Origin()
        self._inner = moq.Client(
            _with_token(url, token),
            tls_verify=verifies,
            tls_fingerprints=fingerprints or None,
            websocket_enabled=False,
            reconnect=redials,
            publish=self.published.native,
            subscribe=self.seen.native,
        )

    async def __aenter__(self) -> Self:
        await self._inner.__aenter__()  # type: ignore[no-untyped-call]  # the library's is bare
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._inner.__aexit__(kind, error, trace)

    @property
    def session(self) -> Session:
        """The established session."""
        if self._inner.session is None:
            raise RuntimeError("not connected; use the connection as an async context manager")
        return Session(self._inner.session)


def _with_token(url: str, token: str) -> str:
    if not token:
        return url
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query=f"jwt={token}"))
