# SPDX-License-Identifier: Apache-2.0
"""Who may come in to the relay, and what they may put and get there.

Tokens are JWTs in the claim form of `moq-relay`, signed with one key in the home folder, so
that a cluster of relays admits the very same tokens with the same rights. Owns the key file
and the claims; knows no relay and no database.
"""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import json
import os
import secrets
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import jwt

from diemcau.lib.refusal import Refusal

Role = Literal["director", "cluster", "venue", "delegate"]
LIFETIME = dt.timedelta(hours=1)
ALGORITHM = "HS256"


class TokenIsMissing(Refusal):
    """The request brought no token."""

    code, status = "token_is_missing", 401
    vi = "Máy này chưa có giấy vào đường truyền. Hãy mở lại trang từ liên kết mà ban tổ chức đã gửi."
    en = "This device brought no pass to the relay. Open the page again from the link that you were sent."


class TokenIsForged(Refusal):
    """The token isn't ours, or was altered."""

    code, status = "token_is_forged", 401
    vi = "Giấy vào đường truyền không hợp lệ. Hãy mở lại trang từ liên kết mà ban tổ chức đã gửi."
    en = "The pass to the relay isn't valid. Open the page again from the link that you were sent."


class TokenHasExpired(Refusal):
    """The token's time is over."""

    code, status = "token_has_expired", 401
    vi = "Giấy vào đường truyền đã hết hạn. Trang sẽ tự xin giấy mới; nếu không, hãy tải lại trang."
    en = "The pass to the relay has expired. The page asks for a new one by itself; if not, reload it."


class TokenIsOfAnotherConference(Refusal):
    """The token is good, but not here."""

    code, status = "token_is_of_another_conference", 403
    vi = "Giấy vào này thuộc hội nghị “{theirs}”, không phải “{ours}”. Hãy mở liên kết của đúng hội nghị."
    en = "This pass belongs to the conference “{theirs}”, not “{ours}”. Open the link of the right conference."


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What a session may do. Paths are relative to the conference.

    `venue` is the venue's code when the session is one's screen; `link` the access link
    that it came by, so that revoking the link cuts it off; `expires_at` ends it.
    """

    slug: str
    role: Role
    venue: str | None
    link: UUID
    puts: tuple[str, ...]
    gets: tuple[str, ...]
    expires_at: dt.datetime

    def may_put(self, path: str) -> bool:
        """Whether the session may publish a broadcast at `path`."""
        return any(path == one or path.startswith(f"{one}/") for one in self.puts)


def read_or_create_key(keys: Path) -> bytes:
    """Return the signing key in `relay.jwk`, creating the file (mode 0600) when it isn't there.

    The file is the one that `moq-relay --auth-key` reads. Web and stage may both be first:
    it is linked into place, and whoever loses the race reads the winner's.

    Raises: OSError: the folder can't be written. ValueError: the file is no JWK.
    """
    path = keys / "relay.jwk"
    if not path.exists():
        keys.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
        fresh.touch(mode=0o600)
        fresh.write_text(_jwk(secrets.token_bytes(48)))
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    encoded = str(json.loads(path.read_text())["k"])
    return base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))


def issue_token(
    secret: bytes,
    *,
    slug: str,
    role: Role,
    venue: str | None,
    link: UUID,
    now: dt.datetime,
    lifetime: dt.timedelta = LIFETIME,
) -> str:
    """Sign a token for one session.

    Args:
        secret: from :func:`read_or_create_key`.
        slug: the conference, which is the root of all paths.
        role: what the session is for; it settles what the token allows.
        venue: the code of the venue whose screen this is; None for directors and delegates.
        link: the access link that the bearer came by.
        now: aware UTC.
        lifetime: the session is cut off at its end, and the page dials again with a new token.
    """
    puts, gets = _rights(role, venue)
    claims = {
        "root": slug,
        "put": list(puts),
        "get": list(gets),
        "iat": int(now.timestamp()),
        "exp": int((now + lifetime).timestamp()),
        "role": role,
        "link": str(link),
    }
    return jwt.encode(claims, secret, algorithm=ALGORITHM)


def admit(secret: bytes, *, token: str, path: str, now: dt.datetime) -> Grant:
    """Read a token that was brought to `path` (the conference's slug).

    Raises: TokenIsMissing, TokenIsForged, TokenHasExpired, TokenIsOfAnotherConference.
    """
    if not token:
        raise TokenIsMissing
    grant = _grant(_claims(secret, token))
    if grant.expires_at <= now:
        raise TokenHasExpired
    if grant.slug != path:
        raise TokenIsOfAnotherConference(theirs=grant.slug, ours=path)
    return grant


def _rights(role: Role, venue: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if role == "director":
        return (), ("floor", "backstage")
    if role == "venue" and venue is not None:
        return (f"in/{venue}",), ("floor",)
    return (), ("floor",)


def _claims(secret: bytes, token: str) -> dict[str, Any]:
    # Expiry is checked against our own clock, so that tests and skewed clocks meet one rule.
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            secret,
            algorithms=[ALGORITHM],
            options={"require": ["exp", "iat"], "verify_exp": False, "verify_iat": False},
        )
    except jwt.InvalidTokenError as error:
        raise TokenIsForged from error
    return claims


def _grant(claims: dict[str, Any]) -> Grant:
    try:
        puts, gets = tuple(map(str, claims["put"])), tuple(map(str, claims["get"]))
        role: Role = claims["role"]
        return Grant(
            slug=str(claims["root"]),
            role=role,
            venue=puts[0].removeprefix("in/") if puts else None,
            link=UUID(claims["link"]),
            puts=puts,
            gets=gets,
            expires_at=dt.datetime.fromtimestamp(int(claims["exp"]), dt.UTC),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise TokenIsForged from error


def _jwk(secret: bytes) -> str:
    encoded = base64.urlsafe_b64encode(secret).rstrip(b"=").decode()
    return json.dumps({"kty": "oct", "alg": ALGORITHM, "key_ops": ["sign", "verify"], "k": encoded})
