# SPDX-License-Identifier: Apache-2.0
"""The one table of environment variables. Everything that can be set is here, typed."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104 - halls come from everywhere
HTTPS_PORT = 443
SETTINGS_FILE = "settings.env"


class Environment(BaseSettings):
    """What an installation may set. Each field is read from `DIEMCAU_<NAME>`, else from the home's `settings.env`."""

    model_config = SettingsConfigDict(env_prefix="DIEMCAU_", frozen=True, env_ignore_empty=True)

    home: Path = Field(default=Path("diemcau-data"), description="Folder of this installation: database, keys, media")
    database_url: str = Field(
        default="",
        validation_alias="DATABASE_URL",
        description="postgres://…; empty means SQLite in the home folder",
    )
    domain: str = Field(default="", description="Name that browsers use; empty means the address of the pages")
    tls_cert: Path | None = Field(
        default=None, description="The domain's certificate and its chain (PEM); pages are then served over https"
    )
    tls_key: Path | None = Field(default=None, description="The certificate's private key (PEM)")
    relay_certificate: Literal["domain", "pinned"] = Field(
        default="domain",
        description="What the relay shows: the domain's certificate, or one of its own that pages pin. "
        "Browsers take a certificate of an authority of your own for pages, but not for QUIC: set “pinned” then",
    )
    proxy: str = Field(
        default="",
        description="Address of the reverse proxy in front of the pages, which serves https in their place; "
        "it alone may say whom it speaks for",
    )
    proxy_port: int = Field(default=HTTPS_PORT, ge=1, le=65535, description="TCP port of the proxy that browsers use")
    host: str = Field(
        default="",
        description="Address on which the pages are served; empty means loopback, "
        "or every address when they are served over https",
    )
    port: int = Field(default=8080, ge=1, le=65535, description="TCP port of the pages and the API")
    relay_host: str = Field(
        default="",
        description="Address of the relay; empty means that of the pages, "
        "or every address when there is a certificate or a proxy",
    )
    relay_port: int = Field(default=8443, ge=1, le=65535, description="UDP port of the relay (Media over QUIC)")
    rtmp_host: str = Field(
        default=LOOPBACK,
        description="Address on which the production desk (OBS, vMix) is awaited. RTMP isn't encrypted: "
        "name one that your own network alone reaches",
    )
    rtmp_port: int = Field(
        default=0, ge=0, le=65535, description="TCP port of the production desk's RTMP, by custom 1935; 0 means none"
    )
    language: Literal["vi", "en"] = Field(default="vi", description="Language of pages and papers")
    time_zone: str = Field(default="Asia/Ho_Chi_Minh", description="IANA time zone of the conference")
    recording_reserve_mb: int = Field(default=1_000, ge=0, description="Disk space that a recording leaves free, in MB")
    debug: bool = Field(default=False, description="Django's debug pages; never where others can reach it")

    @property
    def database(self) -> str:
        """The database's URL, the home folder's SQLite file unless one is given."""
        return self.database_url or f"sqlite:///{self.home.resolve() / 'diemcau.sqlite3'}"

    @property
    def serves_https(self) -> bool:
        """Whether our own process serves the pages over https; a proxy does it in its place."""
        return self.tls_cert is not None and not self.proxy

    @property
    def is_https(self) -> bool:
        """Whether browsers reach the pages over https, whoever serves it."""
        return self.serves_https or bool(self.proxy)

    @property
    def pages_host(self) -> str:
        """The address on which the pages are served."""
        return self.host or (EVERYWHERE if self.serves_https else LOOPBACK)

    @property
    def relay_address(self) -> str:
        """The address on which the relay listens. A proxy doesn't stand before it: QUIC comes straight to us."""
        return self.relay_host or (EVERYWHERE if self.is_https else self.pages_host)

    @property
    def pins_relay(self) -> bool:
        """Whether the relay shows a short-lived certificate of its own, which pages are told to pin."""
        return self.tls_cert is None or self.relay_certificate == "pinned"

    @property
    def browser_host(self) -> str:
        """The host name under which browsers reach pages and relay."""
        return self.domain or (LOOPBACK if self.pages_host == EVERYWHERE else self.pages_host)

    @property
    def rtmp_address(self) -> str:
        """What the production desk enters as its server."""
        host = self.browser_host if self.rtmp_host == EVERYWHERE else self.rtmp_host
        return f"rtmp://{host}:{self.rtmp_port}/live"

    @property
    def origin(self) -> str:
        """Where browsers find the pages: scheme, name and port."""
        port = self.proxy_port if self.proxy else self.port
        shown = f"[{self.browser_host}]" if ":" in self.browser_host else self.browser_host
        if self.is_https:
            return f"https://{shown}" + (f":{port}" if port != HTTPS_PORT else "")
        return f"http://{shown}:{port}"


def home_folder() -> Path:
    """The home folder, which has to be known before the settings in it are read."""
    return Path(os.environ.get("DIEMCAU_HOME") or Environment.model_fields["home"].default)


@cache
def environment() -> Environment:
    """The process's environment, read once."""
    return Environment(_env_file=home_folder() / SETTINGS_FILE)
