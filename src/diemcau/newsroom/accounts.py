# SPDX-License-Identifier: Apache-2.0
"""The newsroom's accounts: who writes, who reviews, and who no longer does."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import override

from diemcau.lib.refusal import Refusal
from diemcau.newsroom.review.roles import EDITORS, REVIEWERS, set_up_review

_PASSWORD_BYTES = 12


class NewsroomRole(StrEnum):
    """What an account does; one that does both still approves nothing of its own."""

    AUTHOR = "author"
    REVIEWER = "reviewer"


_GROUPS = {NewsroomRole.AUTHOR: EDITORS, NewsroomRole.REVIEWER: REVIEWERS}


class NameIsNotAllowed(Refusal):
    """A user name has to fit into an address and a log."""

    code = "name_is_not_allowed"
    status = 422
    vi = "Tên đăng nhập “{name}” không hợp lệ. Chỉ dùng chữ, số và các dấu @ . + - _, không quá 150 ký tự."
    en = "“{name}” can't be a user name. Use letters, digits and @ . + - _ only, 150 characters at most."


class AccountExists(Refusal):
    """Nobody's password is changed by making another's account."""

    code = "account_exists"
    vi = "Đã có tài khoản “{name}”. Hãy chọn tên khác, hoặc gỡ tài khoản đó trước: diemcau editor remove {name}."
    en = "There is an account “{name}” already. Choose another name, or remove it first: diemcau editor remove {name}."


class PasswordIsTooWeak(Refusal):
    """Whoever guesses it publishes in the organisation's name."""

    code = "password_is_too_weak"
    status = 422
    vi = "Mật khẩu chưa đủ mạnh: {why_vi} Hãy chọn mật khẩu khác, hoặc bỏ --ask để máy tạo."
    en = "The password is too weak: {why_en} Choose another, or leave out --ask to have one made."


class NoSuchAccount(Refusal):
    """The name is of nobody in the newsroom."""

    code = "no_such_account"
    status = 404
    vi = "Không có tài khoản tòa soạn tên “{name}”. Hiện có: {known}."
    en = "The newsroom has no account “{name}”. There are: {known}."


@dataclass(frozen=True, kw_only=True)
class Account:
    """An account as it is listed. `last_seen_at` is None for one that never signed in."""

    name: str
    full_name: str
    roles: tuple[NewsroomRole, ...]
    last_seen_at: datetime | None


@transaction.atomic
def add_account(name: str, *, full_name: str, roles: Iterable[NewsroomRole], password: str) -> Account:
    """Make an account, or bring one back that was removed, with these roles and no others.

    Raises: NameIsNotAllowed, AccountExists, PasswordIsTooWeak.
    """
    set_up_review()
    user = User.objects.filter(username=name).first() or User(username=name)
    if user.pk is not None and user.is_active:
        raise AccountExists(name=name)
    try:
        User._meta.get_field("username").run_validators(name)  # noqa: SLF001 - Django documents it
    except ValidationError as error:
        raise NameIsNotAllowed(name=name) from error
    user.is_active = True
    user.first_name, user.last_name = full_name.strip(), ""  # whole: Django writes what stands in the first one first
    _require_strong(password, user)
    user.set_password(password)
    user.save()
    user.groups.set(Group.objects.filter(name__in=[_GROUPS[role] for role in roles]))
    return _listed(user)


@transaction.atomic
def remove_account(name: str) -> None:
    """Let an account in no more. It isn't deleted: what it wrote keeps its author, who may not approve it.

    Raises: NoSuchAccount.
    """
    user = _members().filter(username=name).first()
    if user is None:
        raise NoSuchAccount(name=name, known=", ".join(one.name for one in accounts()) or "–")
    user.is_active = False
    user.set_unusable_password()
    user.save()
    user.groups.clear()


def accounts() -> list[Account]:
    """Who may write or review, by name."""
    return [_listed(user) for user in _members().order_by("username")]


def made_password() -> str:
    """A password that nobody guesses, to be told once."""
    return secrets.token_urlsafe(_PASSWORD_BYTES)


def _members() -> QuerySet[User]:
    return User.objects.filter(is_active=True, is_superuser=False, groups__name__in=_GROUPS.values()).distinct()


def _listed(user: User) -> Account:
    held = set(user.groups.values_list("name", flat=True))
    roles = tuple(role for role, group in _GROUPS.items() if group in held)
    return Account(name=user.username, full_name=user.get_full_name(), roles=roles, last_seen_at=user.last_login)


def _require_strong(password: str, user: User) -> None:
    why = {}
    for language in ("vi", "en"):
        try:
            with override(language):
                validate_password(password, user)
        except ValidationError as error:
            with override(language):
                why[f"why_{language}"] = " ".join(error.messages)
    if why:
        raise PasswordIsTooWeak(**why)
