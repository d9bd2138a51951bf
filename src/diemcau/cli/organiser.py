# SPDX-License-Identifier: Apache-2.0
"""`diemcau organiser`: an account for whoever plans the conference at `/admin/`."""

from __future__ import annotations

from typing import Annotated

import typer

from diemcau.cli.django import set_up
from diemcau.config.environment import environment


def organiser(
    name: Annotated[str, typer.Option(prompt="Tên đăng nhập / user name")] = "organiser",
    password: Annotated[
        str, typer.Option(prompt="Mật khẩu / password", hide_input=True, confirmation_prompt=True)
    ] = "",
) -> None:
    """Make an organiser's account, or give an existing one a new password."""
    set_up(migrate=True)
    from django.contrib.auth.models import User
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    account = User.objects.filter(username=name).first() or User(username=name)
    account.is_staff = account.is_superuser = True
    try:
        validate_password(password, account)
    except ValidationError as error:
        typer.echo(" ".join(error.messages), err=True)
        raise typer.Exit(2) from error
    account.set_password(password)
    account.save()
    typer.echo(f"{name}: {environment().origin}/admin/")
