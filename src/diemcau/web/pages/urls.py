# SPDX-License-Identifier: Apache-2.0
"""Addresses of the live pages."""

from __future__ import annotations

from django.urls import path

from diemcau.web.pages import check, hub, invitations, papers, recording, views

urlpatterns = [
    path("go/<str:token>", views.go),
    path("go/<str:token>/", views.go),
    path("c/<slug:slug>/venue/<slug:code>/", views.venue_entrance),
    path("c/<slug:slug>/screen/<slug:code>/", views.screen),
    path("c/<slug:slug>/desk/<slug:code>/", views.desk),
    path("c/<slug:slug>/desk/<slug:code>/bearer/", views.desk_bearer),
    path("c/<slug:slug>/desk/<slug:code>/letters/", invitations.of_venue, {"kind": "letters"}),
    path("c/<slug:slug>/desk/<slug:code>/badges/", invitations.of_venue, {"kind": "badges"}),
    path("c/<slug:slug>/console/", views.console),
    path("c/<slug:slug>/console/letters/", invitations.of_everybody, {"kind": "letters"}),
    path("c/<slug:slug>/console/badges/", invitations.of_everybody, {"kind": "badges"}),
    path("c/<slug:slug>/console/board/", hub.board),
    path("c/<slug:slug>/console/board/workbook/", hub.workbook),
    path("c/<slug:slug>/console/greeting/", hub.greeting),
    path("c/<slug:slug>/console/desk/<slug:code>/", hub.desk),
    path("c/<slug:slug>/console/sheets/", hub.sheets),
    path("c/<slug:slug>/cluster/<slug:root>/", hub.cluster),
    path("c/<slug:slug>/cluster/<slug:root>/desk/<slug:code>/", hub.cluster_desk),
    path("c/<slug:slug>/cluster/<slug:root>/sheets/", hub.cluster_sheets),
    path("c/<slug:slug>/desk/<slug:code>/sheet/", hub.desk_sheet),
    path("c/<slug:slug>/console/check/", check.check),
    path("c/<slug:slug>/console/check/start/", check.start),
    path("c/<slug:slug>/console/papers/", papers.papers),
    path("c/<slug:slug>/console/papers/report/", papers.report),
    path("c/<slug:slug>/console/papers/recording/", recording.film),
    path("c/<slug:slug>/console/papers/<slug:kind>/", papers.download),
    path("c/<slug:slug>/phone/", views.phone),
    path("c/<slug:slug>/phone/checkin/<slug:code>/<slug:door_code>", views.phone_at_the_door),
    path("recordings/<slug:slug>/<str:name>", recording.file),
]
