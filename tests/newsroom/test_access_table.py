# SPDX-License-Identifier: Apache-2.0
"""Who gets what on the portal, in its admin and beside it: one table of role by address by object.

A cell says how the address answers, and after `+` which hidden things may be read there (see `HIDDEN`), `many`
from three on. `login` is the way to the admin's sign-in, `away` any other redirection.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from diemcau.conference.links import issue_link, link_token
from diemcau.conference.models import Role
from diemcau.lib.clock import SystemClock
from factories.closed_conference import planned_conference
from support.newsroom_people import signed_in
from support.newsroom_world import FOUND, HIDDEN, SOUGHT, World, build_world, review_address
from support.served import Api, serve

pytestmark = [
    pytest.mark.timeout(240),  # five hundred pages, each made anew
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
ADMIN = "/admin/login/"
MANY = 3
TABLE = """
                      | nobody    | director  | link      | editor            | reviewer    | superuser
home                  | 200       | 200       | 200       | 200               | 200         | 200
home, English         | 200       | 200       | 200       | 200               | 200         | 200
section               | 200       | 200       | 200       | 200               | 200         | 200
private section       | login     | login     | login     | 200+private       | 200+private | 200+private
article               | 200       | 200       | 200       | 200               | 200         | 200
article: proof        | 200       | 200       | 200       | 200               | 200         | 200
article: history      | 200       | 200       | 200       | 200               | 200         | 200
article: version      | 200       | 200       | 200       | 200               | 200         | 200
article: print        | 200       | 200       | 200       | 200               | 200         | 200
article: feedback     | 200       | 200       | 200       | 200               | 200         | 200
half translated       | 200       | 200       | 200       | 200               | 200         | 200
half: its English     | 404       | 404       | 404       | 404               | 404         | 404
draft                 | 404       | 404       | 404       | 404               | 404         | 404
draft: proof          | 404       | 404       | 404       | 404               | 404         | 404
draft: history        | 404       | 404       | 404       | 404               | 404         | 404
draft: print          | 404       | 404       | 404       | 404               | 404         | 404
draft: feedback       | 404       | 404       | 404       | 404               | 404         | 404
embargoed             | 404       | 404       | 404       | 404               | 404         | 404
embargoed: proof      | 404       | 404       | 404       | 404               | 404         | 404
embargoed: history    | 404       | 404       | 404       | 404               | 404         | 404
embargoed, English    | 404       | 404       | 404       | 404               | 404         | 404
private               | login     | login     | login     | 200+private       | 200+private | 200+private
private: proof        | login     | login     | login     | 200+private       | 200+private | 200+private
private: history      | login     | login     | login     | 200+private       | 200+private | 200+private
private: version      | login     | login     | login     | 200+private       | 200+private | 200+private
private: print        | login     | login     | login     | 200+private       | 200+private | 200+private
private: feedback     | login     | login     | login     | 200+private       | 200+private | 200+private
taken down            | 410       | 410       | 410       | 410               | 410         | 410
taken down: proof     | 410       | 410       | 410       | 410               | 410         | 410
taken down: history   | 410       | 410       | 410       | 200+taken         | 200+taken   | 200+taken
taken down: version   | 410       | 410       | 410       | 200+taken         | 200+taken   | 200+taken
taken down: print     | 410       | 410       | 410       | 410               | 410         | 410
taken down: feedback  | 410       | 410       | 410       | 410               | 410         | 410
fact checks           | 200       | 200       | 200       | 200               | 200         | 200
fact check            | 200       | 200       | 200       | 200               | 200         | 200
fact check draft      | 404       | 404       | 404       | 404               | 404         | 404
photo library         | 200       | 200       | 200       | 200               | 200         | 200
album                 | 200       | 200       | 200       | 200               | 200         | 200
album: picture        | 200       | 200       | 200       | 200               | 200         | 200
album draft           | 404       | 404       | 404       | 404               | 404         | 404
album draft: picture  | 404       | 404       | 404       | 404               | 404         | 404
corrections           | 200       | 200       | 200       | 200               | 200         | 200
corrections, English  | 200       | 200       | 200       | 200               | 200         | 200
search                | 200       | 200       | 200       | 200               | 200         | 200
search, English       | 200       | 200       | 200       | 200               | 200         | 200
feed                  | 200       | 200       | 200       | 200               | 200         | 200
feed, English         | 200       | 200       | 200       | 200               | 200         | 200
feed of section       | 200       | 200       | 200       | 200               | 200         | 200
feed, private section | 404       | 404       | 404       | 404               | 404         | 404
sitemap               | 200       | 200       | 200       | 200               | 200         | 200
news sitemap          | 200       | 200       | 200       | 200               | 200         | 200
review: good          | 200+draft | 200+draft | 200+draft | 200+draft         | 200+draft   | 200+draft
review: its page      | 200+draft | 200+draft | 200+draft | 200+draft         | 200+draft   | 200+draft
review: expired       | 410       | 410       | 410       | 410               | 410         | 410
review: forged        | 404       | 404       | 404       | 404               | 404         | 404
picture: shown        | 200       | 200       | 200       | 200               | 200         | 200
picture: name guessed | 404       | 404       | 404       | 404               | 404         | 404
picture: original     | 404       | 404       | 404       | 404               | 404         | 404
picture: dynamic      | 404       | 404       | 404       | 404               | 404         | 404
document              | 404       | 404       | 404       | 404               | 404         | 404
document: file        | 404       | 404       | 404       | 404               | 404         | 404
admin                 | login     | login     | login     | 200+draft         | 200+draft   | 200+draft
admin: tree           | login     | login     | login     | 200+draft+embargo | away        | 200+draft+embargo
admin: edit           | login     | login     | login     | 200+draft         | 200+draft   | 200+draft
admin: preview        | login     | login     | login     | 200               | 200         | 200
admin: view draft     | login     | login     | login     | 200+draft         | 200+draft   | 200+draft
admin: history        | login     | login     | login     | 200+draft         | away        | 200+draft
admin: take off       | login     | login     | login     | away              | away        | 200
admin: delete         | login     | login     | login     | away              | away        | 200
admin: privacy        | login     | login     | login     | away              | away        | 200
admin: reports        | login     | login     | login     | 200+many          | away        | 200+many
admin: site history   | login     | login     | login     | 200+many          | 200         | 200+many
admin: settings       | login     | login     | login     | away              | away        | 200
admin: users          | login     | login     | login     | away              | away        | 200
admin: groups         | login     | login     | login     | away              | away        | 200
admin: workflows      | login     | login     | login     | away              | away        | 200
admin: redirects      | login     | login     | login     | away              | away        | 200
admin: snippets       | login     | login     | login     | 200               | away        | 200
admin: links          | login     | login     | login     | 200               | away        | 200
admin: pictures       | login     | login     | login     | 200               | away        | 200
admin: documents      | login     | login     | login     | 200               | away        | 200
admin: corrections    | login     | login     | login     | 200+private       | away        | 200+private
admin: take-downs     | login     | login     | login     | away              | 200         | 200
admin: take down      | login     | login     | login     | away              | 200+private | 200+private
admin: review links   | login     | login     | login     | 200+draft         | away        | 200+draft
admin: feedback       | login     | login     | login     | 200               | away        | 200
admin: translate      | login     | login     | login     | 200+draft         | away        | 200+draft
admin: conferences    | login     | login     | login     | away              | away        | 200
admin: persons        | login     | login     | login     | away              | away        | 200
admin: its own API    | login     | login     | login     | 200+many          | 200         | 200+many
API of pages          | 404       | 404       | 404       | 404               | 404         | 404
API of pictures       | 404       | 404       | 404       | 404               | 404         | 404
console               | 401       | 200       | 401       | 401               | 401         | 401
papers                | 401       | 200       | 401       | 401               | 401         | 401
papers: minutes       | 401       | 200       | 401       | 401               | 401         | 401
desk                  | 401       | 401       | 401       | 401               | 401         | 401
"""


def addresses(world: World, author: User) -> dict[str, str]:
    """The rows: what is asked for, and where it is."""
    live, draft, private = world.live.url, world.draft.url, world.private.url
    picture = world.picture.get_rendition("width-200|format-jpeg")
    return {
        "home": "/",
        "home, English": "/en/",
        "section": world.live.get_parent().url,
        "private section": world.private.get_parent().url,
        "article": live,
        "article: proof": f"{live}proof.json",
        "article: history": f"{live}history/",
        "article: version": f"{live}history/1/",
        "article: print": f"{live}ban-in/",
        "article: feedback": f"{live}feedback/",
        "half translated": "/tin-tuc/nua-bai/",
        "half: its English": f"/en/tin-tuc/{HIDDEN['moonrise']}/",
        "draft": draft,
        "draft: proof": f"{draft}proof.json",
        "draft: history": f"{draft}history/",
        "draft: print": f"{draft}ban-in/",
        "draft: feedback": f"{draft}feedback/",
        "embargoed": world.embargoed.url,
        "embargoed: proof": f"{world.embargoed.url}proof.json",
        "embargoed: history": f"{world.embargoed.url}history/",
        "embargoed, English": world.embargoed_en.url,
        "private": private,
        "private: proof": f"{private}proof.json",
        "private: history": f"{private}history/",
        "private: version": f"{private}history/1/",
        "private: print": f"{private}ban-in/",
        "private: feedback": f"{private}feedback/",
        "taken down": world.taken.url,
        "taken down: proof": f"{world.taken.url}proof.json",
        "taken down: history": f"{world.taken.url}history/",
        "taken down: version": f"{world.taken.url}history/1/",
        "taken down: print": f"{world.taken.url}ban-in/",
        "taken down: feedback": f"{world.taken.url}feedback/",
        "fact checks": world.check.get_parent().url,
        "fact check": world.check.url,
        "fact check draft": world.draft_check.url,
        "photo library": world.album.get_parent().url,
        "album": world.album.url,
        "album: picture": f"{world.album.url}1/",
        "album draft": world.draft_album.url,
        "album draft: picture": f"{world.draft_album.url}1/",
        "corrections": "/dinh-chinh/",
        "corrections, English": "/en/corrections/",
        "search": f"/tim-kiem/?q={quote(SOUGHT)}",
        "search, English": f"/en/search/?q={quote(SOUGHT)}",
        "feed": "/rss/",
        "feed, English": "/en/atom/",
        "feed of section": f"{world.draft.get_parent().url}atom/",
        "feed, private section": f"{world.private.get_parent().url}rss/",
        "sitemap": "/sitemap.xml",
        "news sitemap": "/news-sitemap.xml",
        "review: good": review_address(world.draft, author),
        "review: its page": f"{review_address(world.draft, author)}page/",
        "review: expired": review_address(world.draft, author, lifetime=timedelta(seconds=-1)),
        "review: forged": "/review/0.0/",
        "picture: shown": picture.url,
        "picture: name guessed": "/media/images/hoi-truong.width-200.format-jpeg.jpg",
        "picture: original": f"/media/{world.picture.file.name}",
        "picture: dynamic": f"/images/{world.picture.pk}/width-200/",
        "document": "/documents/1/thu.pdf",
        "document: file": "/media/documents/thu.pdf",
        "admin": "/admin/",
        "admin: tree": f"/admin/pages/{world.draft.get_parent().pk}/",
        "admin: edit": f"/admin/pages/{world.draft.pk}/edit/",
        "admin: preview": f"/admin/pages/{world.draft.pk}/edit/preview/",
        "admin: view draft": f"/admin/pages/{world.draft.pk}/view_draft/",
        "admin: history": f"/admin/pages/{world.draft.pk}/history/",
        "admin: take off": f"/admin/pages/{world.live.pk}/unpublish/",
        "admin: delete": f"/admin/pages/{world.live.pk}/delete/",
        "admin: privacy": f"/admin/pages/{world.private.get_parent().pk}/privacy/",
        "admin: reports": "/admin/reports/workflow/",
        "admin: site history": "/admin/reports/site-history/",
        "admin: settings": "/admin/sites/",
        "admin: users": "/admin/users/",
        "admin: groups": "/admin/groups/",
        "admin: workflows": "/admin/workflows/list/",
        "admin: redirects": "/admin/redirects/",
        "admin: snippets": "/admin/snippets/",
        "admin: links": "/admin/snippets/newsroom/websitelinkgroup/",
        "admin: pictures": "/admin/images/",
        "admin: documents": "/admin/documents/",
        "admin: corrections": "/admin/newsroom-corrections/",
        "admin: take-downs": "/admin/newsroom-take-downs/",
        "admin: take down": "/admin/newsroom-take-downs/new/",
        "admin: review links": "/admin/newsroom-review-links/",
        "admin: feedback": "/admin/feedback/",
        "admin: translate": f"/admin/localize/submit/page/{world.draft.pk}/",
        "admin: conferences": "/admin/plan-conference/",
        "admin: persons": "/admin/plan-person/",
        "admin: its own API": "/admin/api/main/pages/",
        "API of pages": "/api/v2/pages/",
        "API of pictures": "/api/v2/images/",
        "console": f"/c/{world.conference.slug}/console/",
        "papers": f"/c/{world.conference.slug}/console/papers/",
        "papers: minutes": f"/c/{world.conference.slug}/console/papers/minutes/",
        "desk": f"/c/{world.conference.slug}/desk/LD/",
    }


def browsers(world: World, editor: User, reviewer: User, superuser: User) -> dict[str, Client]:
    """The columns: somebody's browser each."""
    link = issue_link(world.conference, role=Role.DIRECTOR, at=SystemClock().now(), lifetime=timedelta(days=1))
    director, reader = Client(), Client()
    assert director.get(f"/go/{link_token(link)}").status_code == 302
    assert reader.get(review_address(world.draft, editor)).status_code == 200
    accounts = {"editor": editor, "reviewer": reviewer, "superuser": superuser}
    return {
        "nobody": Client(),
        "director": director,
        "link": reader,
        **{role: signed_in(account) for role, account in accounts.items()},
    }


def seen(browser: Client, address: str) -> str:
    """A cell."""
    answer = browser.get(address)
    if answer.status_code in {301, 302}:
        return "login" if answer["Location"].startswith(ADMIN) else "away"
    text = answer.getvalue().decode(errors="replace")
    known = [name for name, word in HIDDEN.items() if word in text]
    return "+".join([str(answer.status_code), *(known if len(known) < MANY else ["many"])])


def expected() -> dict[tuple[str, str], str]:
    """The table by row and column."""
    (_, *roles), *rows = ([cell.strip() for cell in line.split("|")] for line in TABLE.strip("\n").splitlines())
    return {(name, role): cell for name, *cells in rows for role, cell in zip(roles, cells, strict=True)}


@pytest.mark.django_db
def test_everybody_gets_what_the_table_says(editor: User, reviewer: User, superuser: User) -> None:
    world = build_world(editor)
    columns = browsers(world, editor, reviewer, superuser)
    rows = addresses(world, editor)
    got = {(name, role): seen(columns[role], path) for name, path in rows.items() for role in columns}
    told = expected()
    differing = [
        f"{name}, {role}: {told.get((name, role), 'no cell')} in the table, {cell} in truth"
        for (name, role), cell in got.items()
        if told.get((name, role)) != cell
    ]
    assert not differing, "\n".join(differing)
    assert told.keys() == got.keys()
    assert FOUND in columns["nobody"].get(rows["search"]).content.decode()


def test_what_would_open_other_ways_stays_off() -> None:
    off = {"wagtail.contrib.simple_translation", "wagtail.api.v2", "rest_framework"}
    assert off.isdisjoint(settings.INSTALLED_APPS)
    assert [
        view for view in _views(get_resolver()) if view.startswith(("wagtail.images.views.serve", "wagtail.api"))
    ] == []


def _views(resolver: URLResolver) -> Iterator[str]:
    """Where each address outside the admin leads, by the module and name of its view."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{pattern.callback.__module__}.{pattern.callback.__qualname__}"
        elif str(pattern.pattern) != "admin/":
            yield from _views(pattern)


@pytest.mark.django_db(transaction=True)
def test_the_session_of_an_account_opens_nothing_of_a_conference() -> None:
    planned_conference()
    cookies = {name: one.value for name, one in signed_in(User.objects.create_superuser("quan-tri")).cookies.items()}

    async def scenario(api: Api) -> list[int]:
        paths = ("board", "plan", "venues/LD-673/roll", "cases", "checks")
        asked = [api.client.get(f"/api/lamdong-2022/{path}", headers={"cookie": _as_header(cookies)}) for path in paths]
        return [(await one).status_code for one in asked]

    assert serve(scenario) == [401] * 5


def _as_header(cookies: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
