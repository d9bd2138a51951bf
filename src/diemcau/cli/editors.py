# SPDX-License-Identifier: Apache-2.0
"""`diemcau editor`: accounts of the newsroom, for those who write and those who review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from diemcau.cli.django import set_up
from diemcau.cli.telling import refusals_told
from diemcau.config.environment import environment

if TYPE_CHECKING:
    from diemcau.newsroom.accounts import Account

app = typer.Typer(no_args_is_help=True, help="The newsroom's accounts: add, list, remove.")
RoleName = Literal["author", "reviewer", "both"]
Name = Annotated[str, typer.Argument(help="User name")]
_FILE_WIDTH = 120


@app.command()
def add(
    name: Name,
    role: Annotated[RoleName, typer.Option(help="What the account may do")],
    full_name: Annotated[str, typer.Option(help="As colleagues read it")] = "",
    *,
    ask: Annotated[bool, typer.Option("--ask", help="Ask for the password instead of making one")] = False,
) -> None:
    """Make an account. Without --ask its password is made and printed this once."""
    set_up(migrate=True)
    from diemcau.newsroom.accounts import NewsroomRole, add_account, made_password

    password = _asked() if ask else made_password()
    roles = list(NewsroomRole) if role == "both" else [NewsroomRole(role)]
    with refusals_told():
        account = add_account(name, full_name=full_name, roles=roles, password=password)
    typer.echo(f"{account.name}: {environment().origin}/admin/")
    if not ask:
        typer.echo(f"{_said('Mật khẩu, chỉ hiện lần này', 'Password, shown this once')}: {password}")


@app.command("list")
def show() -> None:
    """Print who may write or review."""
    set_up()
    from diemcau.newsroom.accounts import accounts

    table = Table(_said("Tên đăng nhập", "User name"), _said("Họ tên", "Name"), _said("Vai trò", "Role"), "")
    for account in accounts():
        table.add_row(account.name, account.full_name, ", ".join(map(_role, account.roles)), _last_seen(account))
    console = Console() if Console().is_terminal else Console(width=_FILE_WIDTH)
    console.print(table)


@app.command()
def remove(name: Name) -> None:
    """Let an account in no more; what it wrote keeps its author."""
    set_up()
    from diemcau.newsroom.accounts import remove_account

    with refusals_told():
        remove_account(name)
    typer.echo(_said(f"“{name}” không đăng nhập được nữa.", f"“{name}” can't sign in any more."))


def _asked() -> str:
    asked: str = typer.prompt("Mật khẩu / password", hide_input=True, confirmation_prompt=True)
    return asked


def _role(role: str) -> str:
    return {"author": _said("biên tập viên", "author"), "reviewer": _said("người duyệt", "reviewer")}[role]


def _last_seen(account: Account) -> str:
    at = account.last_seen_at
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else _said("chưa đăng nhập", "never signed in")


def _said(vi: str, en: str) -> str:
    return vi if environment().language == "vi" else en
