# SPDX-License-Identifier: Apache-2.0
"""The key that signs badges: one for an installation, made when it is first needed, kept in the home folder."""

from __future__ import annotations

import contextlib
import os
import threading
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from diemcau.people.badges import base64url


@cache
def badge_signer() -> Ed25519PrivateKey:
    """This installation's key. Raises: OSError: the folder can't be written. ValueError: the file holds no such key."""
    return read_or_create_badge_key(settings.DIEMCAU_HOME / "keys")


@cache
def badge_key() -> str:
    """The public half as pages read it: its 32 bytes in base64url."""
    return base64url(badge_signer().public_key().public_bytes_raw())


def read_or_create_badge_key(keys: Path) -> Ed25519PrivateKey:
    """Return the key in `badges.pem`, creating the file (mode 0600) when it isn't there.

    Two processes may be first: the file is linked into place, and whoever loses the race reads the winner's.

    Raises: OSError: the folder can't be written. ValueError: the file holds no Ed25519 key.
    """
    path = keys / "badges.pem"
    if not path.exists():
        keys.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
        fresh.touch(mode=0o600)
        fresh.write_bytes(_pem(Ed25519PrivateKey.generate()))
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{path} holds no Ed25519 key")  # noqa: TRY004 - the file is wrong, not a caller's argument
    return key


def _pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
