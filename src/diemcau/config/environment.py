# SPDX-License-Identifier: Apache-2.0
"""The one table of environment variables. Everything that can be set is here, typed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """What an installation may set. Each field is read from `DIEMCAU_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="DIEMCAU_", frozen=True)

    home: Path = Field(default=Path("diemcau-data"), description="Folder of this installation: database, keys, media")
    database_url: str = Field(
        default="",
        validation_alias="DATABASE_URL",
        description="postgres://…; empty means SQLite in the home folder",
    )
    host: str = Field(default="127.0.0.1", description="Address on which web and relay listen")
    port: int = Field(default=8080, ge=1, le=65535, description="TCP port of the pages and the API")
    relay_port: int = Field(default=8443, ge=1, le=65535, description="UDP port of the relay (Media over QUIC)")
    public_host: str = Field(default="", description="Name that browsers use; empty means the address above")
    language: Literal["vi", "en"] = Field(default="vi", description="Language of pages and papers")
    time_zone: str = Field(default="Asia/Ho_Chi_Minh", description="IANA time zone of the conference")
    debug: bool = Field(default=False, description="Django's debug pages; never where others can reach it")

    @property
    def database(self) -> str:
        """The database's URL, the home folder's SQLite file unless one is given."""
        return self.database_url or f"sqlite:///{self.home.resolve() / 'diemcau.sqlite3'}"

    @property
    def browser_host(self) -> str:
        """The host name under which browsers reach pages and relay."""
        return self.public_host or self.host


@cache
def environment() -> Environment:
    """The process's environment, read once."""
    return Environment()
