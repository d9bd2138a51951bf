# SPDX-License-Identifier: Apache-2.0
"""The API's own description is complete: every answer, every refusal, for every address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from diemcau.web.api.api import api

REFUSALS = {"400", "401", "403", "404", "409", "413", "422", "500", "503", "507"}
# Addresses that a page uses; one that vanishes here vanishes from every page in use.
COMMANDS = {
    "/venues/{code}/checkins", "/venues/{code}/withdrawals", "/venues/{code}/excuses",
    "/venues/{code}/substitutes", "/venues/{code}/walk-ins", "/venues/{code}/headcount", "/venues/{code}/hand",
    "/venues/{code}/hand/lowered", "/venues/{code}/help", "/venues/{code}/help/answered",
    "/venues/{code}/acknowledgements", "/venues/{code}/messages", "/me/checkin",
    "/floor/calls", "/floor/airings", "/floor/pairs", "/floor/releases", "/floor/undo", "/floor/scene", "/floor/slides",
    "/notices", "/incidents", "/checks", "/venues/{code}/check", "/ingest/keys",
    "/floor/clips", "/floor/clips/ended",
    "/opening", "/items", "/closing",
    "/greeting/lock", "/greeting/unlock",
    "/venues/{code}/sheet/seal", "/venues/{code}/sheet/reopen", "/cases/settle",
}  # fmt: skip
DOCUMENTS = {
    "/plan", "/live", "/floor", "/backstage", "/venues/{code}/roll", "/venues/{code}/messages", "/me", "/slides/{name}",
    "/venues/{code}/door", "/checks", "/ingest", "/clips", "/recording/live.m3u8", "/recording/{name}",
    "/board", "/branch", "/greeting", "/venues/{code}/sheet", "/cases",
}  # fmt: skip
LIMITED = {"/api/session", "/api/{slug}/me/checkin"}
# Answers by itself for each of the commands that it holds.
BATCH = "/venues/{code}/batch"


def described() -> dict[str, Any]:
    document: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/")
    return document


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in described()["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def test_every_address_of_the_design_is_there() -> None:
    expected = {("post", f"/api/{{slug}}{path}") for path in COMMANDS}
    expected |= {("post", f"/api/{{slug}}{BATCH}")}
    expected |= {("get", f"/api/{{slug}}{path}") for path in DOCUMENTS} | {("post", "/api/session")}

    assert {(method, path) for method, path, _ in operations()} == expected


def test_every_answer_is_described() -> None:
    for method, path, operation in operations():
        told = {str(status) for status in operation["responses"]}
        is_command = method == "post" and path != "/api/session" and not path.endswith(BATCH)
        limited = {"429"} if path in LIMITED else set()
        assert told - {"206"} == REFUSALS | limited | ({"200", "201"} if is_command else {"200"}), path


def test_every_refusal_is_a_problem() -> None:
    for _, path, operation in operations():
        answers = {str(status): answer for status, answer in operation["responses"].items()}
        for status in REFUSALS:
            schema = answers[status]["content"]["application/json"]["schema"]
            assert schema == {"$ref": "#/components/schemas/Problem"}, path


def test_everything_but_the_way_in_asks_for_a_bearer() -> None:
    assert [path for _, path, operation in operations() if "security" not in operation] == ["/api/session"]


def test_every_operation_is_explained() -> None:
    assert [path for _, path, operation in operations() if not operation.get("description")] == []
