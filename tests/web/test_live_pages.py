# SPDX-License-Identifier: Apache-2.0
"""The way in by a link, and what each page is told about itself."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponseBase
from django.test import Client

from diemcau.conference.links import link_token, pass_from, revoke_link
from diemcau.conference.models import Conference, Role
from diemcau.lib.clock import SystemClock
from diemcau.web.static_headers import isolate
from factories.closed_conference import planned_conference
from support.served import link_for

pytestmark = pytest.mark.django_db
HOME = "/c/lamdong-2022"
PAGES = {
    "director": {f"{HOME}/console/"},
    "venue": {f"{HOME}/venue/LD-673/", f"{HOME}/screen/LD-673/", f"{HOME}/desk/LD-673/"},
    "delegate": {f"{HOME}/phone/"},
}
EVERY_PAGE = set.union(*PAGES.values()) | {f"{HOME}/screen/LD-674/", f"{HOME}/desk/LD-674/", f"{HOME}/venue/XX/"}


@pytest.fixture
def conference() -> Conference:
    return planned_conference().conference


def tokens(conference: Conference) -> dict[str, str]:
    return {
        "director": link_token(link_for(conference, Role.DIRECTOR)),
        "venue": link_token(link_for(conference, Role.VENUE, venue="LD-673")),
        "delegate": link_token(link_for(conference, Role.DELEGATE, person="Trần Quốc Đạt")),
    }


def let_in(token: str) -> Client:
    client = Client()
    assert client.get(f"/go/{token}").status_code == 302
    return client


def settings_in(content: bytes) -> dict[str, object]:
    element = BeautifulSoup(content, "html.parser").find("script", id="page")
    assert element is not None
    found: dict[str, object] = json.loads(element.get_text())
    return found


def policy(answer: HttpResponseBase) -> dict[str, list[str]]:
    directives = (directive.split() for directive in answer["Content-Security-Policy"].split(";"))
    return {name: sources for name, *sources in directives}


def test_each_link_opens_its_own_pages_alone(conference: Conference) -> None:
    opened = {
        role: {page for page in EVERY_PAGE if client.get(page).status_code == 200}
        for role, client in ((role, let_in(token)) for role, token in tokens(conference).items())
    }

    assert opened == PAGES


def test_link_takes_its_token_out_of_the_address(conference: Conference) -> None:
    client = Client()
    answer = client.get(f"/go/{tokens(conference)['venue']}")

    assert answer["Location"] == f"{HOME}/venue/LD-673/"
    kept = {cookie["path"]: (cookie["httponly"], cookie["samesite"]) for cookie in answer.cookies.values()}
    assert kept == dict.fromkeys(PAGES["venue"], (True, "Lax"))


def test_page_is_told_about_itself(conference: Conference) -> None:
    answer = let_in(tokens(conference)["venue"]).get(f"{HOME}/screen/LD-673/")

    told = settings_in(answer.content)
    assert told.pop("bearer")
    assert told == {
        "page": "screen",
        "slug": "lamdong-2022",
        "conference": conference.name,
        "venue": "LD-673",
        "person": None,
        "language": "vi",
        "relay": "https://testserver:8443",
        "time_zone": "Asia/Ho_Chi_Minh",
        "door": None,
    }
    html = BeautifulSoup(answer.content, "html.parser")
    assert html.html is not None
    assert html.html["lang"] == "vi"
    assert next(link["href"] for link in html.select("link[rel=stylesheet]")) == "/static/diemcau/screen.css"
    assert [script["src"] for script in html.select("script[type=module]")] == ["/static/diemcau/screen.js"]
    assert "JavaScript" in html.select("noscript")[0].get_text()


def test_hostile_name_stays_inside_the_settings(conference: Conference) -> None:
    Conference.objects.update(name="</script><script>alert(1)</script>")

    answer = let_in(tokens(conference)["director"]).get(f"{HOME}/console/")

    assert settings_in(answer.content)["conference"] == "</script><script>alert(1)</script>"
    assert len(BeautifulSoup(answer.content, "html.parser").find_all("script")) == 2


def test_live_page_is_isolated_and_may_dial_the_relay(conference: Conference) -> None:
    answer = let_in(tokens(conference)["venue"]).get(f"{HOME}/desk/LD-673/")

    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert policy(answer)["connect-src"] == ["'self'", "https://testserver:8443"]
    assert policy(answer)["default-src"] == ["'self'"]
    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]
    assert answer["Cache-Control"].split(", ")[-1] == "private"


def test_desk_that_was_offline_for_long_gets_a_new_bearer_by_its_link_alone(conference: Conference) -> None:
    link = link_for(conference, Role.VENUE, venue="LD-673")
    desk, stranger = let_in(link_token(link)), let_in(tokens(conference)["director"])
    address = f"{HOME}/desk/LD-673/bearer/"

    holder = pass_from(desk.get(address).json()["bearer"], at=SystemClock().now())
    strangers = [Client().get(address), stranger.get(address), desk.get(f"{HOME}/desk/LD-674/bearer/")]
    revoke_link(link, at=SystemClock().now())

    assert (holder.role, holder.venue, holder.link) == (Role.VENUE, "LD-673", link.uuid)
    assert [answer.status_code for answer in (*strangers, desk.get(address))] == [401, 401, 403, 401]


def test_admin_has_a_policy_of_its_own() -> None:
    answer = Client().get("/admin/login/")

    assert answer.status_code == 200
    assert policy(answer)["script-src"] == ["'self'", "'unsafe-inline'"]
    assert "Cross-Origin-Embedder-Policy" not in answer


def test_entrance_works_without_scripts_in_the_language_chosen(conference: Conference) -> None:
    client = let_in(tokens(conference)["venue"])
    entrance = f"{HOME}/venue/LD-673/"

    vietnamese, english, kept = client.get(entrance), client.get(f"{entrance}?language=en"), client.get(entrance)

    html = BeautifulSoup(vietnamese.content, "html.parser")
    assert [choice["href"] for choice in html.select("a.choice")] == [
        f"{HOME}/screen/LD-673/",
        f"{HOME}/desk/LD-673/",
    ]
    assert not html.find_all("script")
    languages = [answer["Content-Language"] for answer in (vietnamese, english, kept)]
    assert languages == ["vi", "en", "en"]


def test_english_browser_gets_the_installations_language(conference: Conference) -> None:
    client = let_in(tokens(conference)["venue"])

    answer = client.get(f"{HOME}/desk/LD-673/", headers={"accept-language": "en-US,en;q=0.9"})

    assert (answer["Content-Language"], settings_in(answer.content)["language"]) == ("vi", "vi")


def test_revoked_link_opens_nothing_any_more(conference: Conference) -> None:
    link = link_for(conference, Role.VENUE, venue="LD-673")
    client = let_in(link_token(link))
    revoke_link(link, at=SystemClock().now())

    answers = [client.get(f"/go/{link_token(link)}"), *(client.get(page) for page in sorted(PAGES["venue"]))]

    assert [answer.status_code for answer in answers] == [401] * 4
    assert "đã bị thu hồi" in answers[0].content.decode()


@pytest.mark.parametrize("address", ["/go/nonsense", "/go/a.b", f"{HOME}/console/", "/c/nowhere/phone/"])
def test_stranger_is_told_what_to_do(address: str) -> None:
    answer = Client().get(address)

    assert answer.status_code == 401
    sentence = BeautifulSoup(answer.content, "html.parser").h1
    assert sentence is not None
    assert "Hãy" in sentence.get_text()


def test_page_of_another_conference_is_refused(conference: Conference) -> None:
    client = Client()
    client.cookies["diemcau_console"] = tokens(conference)["director"]

    assert client.get("/c/khac/console/").status_code == 403


def test_static_files_may_be_loaded_by_isolated_pages() -> None:
    answer = Client().get("/static/web/icon.svg")
    answer.close()

    assert answer.status_code == 200
    assert answer["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_worker_among_the_static_files_may_serve_the_desks_pages() -> None:
    headers: dict[str, str] = {}
    isolate(headers, "", "/static/diemcau/desk-worker.js")

    assert headers["Service-Worker-Allowed"] == "/c/"
    assert headers["Content-Security-Policy"] == "default-src 'self'"


def test_other_scripts_may_serve_no_pages() -> None:
    headers: dict[str, str] = {}
    isolate(headers, "", "/static/diemcau/desk.js")

    assert "Service-Worker-Allowed" not in headers
