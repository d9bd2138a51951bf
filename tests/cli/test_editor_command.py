# SPDX-License-Identifier: Apache-2.0
"""The newsroom's accounts from the terminal: they come in, do what their role may, and no longer once removed."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.test import Client
from typer.testing import CliRunner

from diemcau.cli.main import app

pytestmark = pytest.mark.django_db


def run(*arguments: str, typed: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(app, ["editor", *arguments], input=typed)
    return result.exit_code, result.stdout + result.stderr


def test_an_author_comes_in_with_the_password_that_was_printed_once() -> None:
    code, told = run("add", "minh-anh", "--role", "author", "--full-name", "Nguyễn Minh Anh")
    password = told.rstrip().rpartition(": ")[2]
    assert (code, authenticate(username="minh-anh", password=password)) == (0, User.objects.get())
    client = Client()
    client.force_login(User.objects.get())
    assert client.get("/admin/newsroom-review-links/").status_code == 200
    assert client.get("/admin/newsroom-take-downs/").status_code == 302
    assert password not in run("list")[1]


def test_a_reviewer_may_take_down_and_an_account_may_be_both() -> None:
    run("add", "thu", "--role", "reviewer")
    run("add", "lan", "--role", "both", "--full-name", "Lê Thị Lan")
    rows = [re.split(r"\s*│\s*", line.strip("│ \n")) for line in run("list")[1].splitlines() if line.startswith("│")]
    assert rows == [
        ["lan", "Lê Thị Lan", "biên tập viên, người duyệt", "chưa đăng nhập"],
        ["thu", "", "người duyệt", "chưa đăng nhập"],
    ]
    client = Client()
    client.force_login(User.objects.get(username="thu"))
    assert client.get("/admin/newsroom-take-downs/").status_code == 200


def test_a_password_that_is_asked_for_is_not_printed_and_has_to_be_strong() -> None:
    code, told = run("add", "minh-anh", "--role", "author", "--ask", typed="123\n123\n")
    assert (code, "Mật khẩu chưa đủ mạnh" in told, User.objects.count()) == (2, True, 0)
    code, told = run("add", "minh-anh", "--role", "author", "--ask", typed="rừng thông reo\nrừng thông reo\n")
    assert (code, "rừng thông" in told) == (0, False)
    assert authenticate(username="minh-anh", password="rừng thông reo") is not None


def test_who_is_removed_comes_in_no_more_and_stays_the_author_of_what_they_wrote() -> None:
    run("add", "minh-anh", "--role", "author")
    client = Client()
    client.force_login(User.objects.get())
    assert run("remove", "minh-anh") == (0, "“minh-anh” không đăng nhập được nữa.\n")
    assert client.get("/admin/").status_code == 302
    assert [user.username for user in User.objects.all()] == ["minh-anh"]
    assert "minh-anh" not in run("list")[1]
    assert run("add", "minh-anh", "--role", "reviewer")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "hai chữ", "--role", "author"), "Tên đăng nhập “hai chữ” không hợp lệ."),
        (("add", "lan", "--role", "reviewer"), "Đã có tài khoản “lan”."),
        (("remove", "ai-do"), "Không có tài khoản tòa soạn tên “ai-do”. Hiện có: lan."),
        (("remove", "to-chuc"), "Không có tài khoản tòa soạn tên “to-chuc”. Hiện có: lan."),
    ],
)
def test_what_cannot_be_done_is_told(arguments: tuple[str, ...], sentence: str) -> None:
    run("add", "lan", "--role", "author")
    User.objects.create_superuser("to-chuc")
    code, told = run(*arguments)
    assert (code, sentence in told) == (2, True)


def test_a_role_that_is_none_is_refused_with_those_that_there_are() -> None:
    code, told = run("add", "lan", "--role", "chief")
    assert (code, "author" in told, "reviewer" in told, "both" in told) == (2, True, True, True)
