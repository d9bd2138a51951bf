# SPDX-License-Identifier: Apache-2.0
"""Organisers' pages for lists of delegates: upload, look row by row, settle doubts, apply, undo.

Nothing is decided here: the pages show a plan, keep the organiser's answers, and call the actions.
"""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views import View
from typing_extensions import override
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from diemcau.conference.admin_views import actor_of, language_now
from diemcau.conference.deck_admin import SeveralFiles
from diemcau.conference.models import Conference
from diemcau.lib.clock import SystemClock
from diemcau.lib.refusal import Refusal
from diemcau.people.importing.drafts import SentFile, apply_draft, begin_draft, plan_of, settle, take_back
from diemcau.people.importing.marked import marked_copy
from diemcau.people.importing.models import AppliedChange, AppliedImport, ImportDraft
from diemcau.people.importing.preview import GROUPS, groups_of, rows_of, shown, venue_questions
from diemcau.people.importing.reports import ANOTHER, OUT, SAME, RosterPlan
from diemcau.people.importing.sheets import ACCEPTED
from diemcau.people.importing.undoing import MARKED
from diemcau.people.importing.wording import FIELDS, difference_sentence, shown_value, word

PERMISSION = "people.add_invitation"
NAME = "people-import"
_ROWS_A_PAGE = 50
_ROW, _VENUE = "row:", "venue:"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SeveralFilesField(forms.FileField):
    """One file or several; what is in them is the reader's to judge, an empty one too."""

    widget = SeveralFiles(attrs={"multiple": True, "accept": ",".join(ACCEPTED)})

    @override
    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        if not data:
            return [super().clean(None, initial)]
        return [super(SeveralFilesField, self).clean(file, initial) for file in data]


class UploadForm(forms.Form):
    """Which conference the lists are for, and the files."""

    conference = forms.ModelChoiceField(Conference.objects.all(), label=_("Conference"), empty_label=None)
    lists = SeveralFilesField(
        label=_("Files"),
        allow_empty_file=True,
        help_text=_("Excel, OpenDocument or CSV, one or several: columns in any order, as the offices send them."),
    )


class ImportPage(WagtailAdminTemplateMixin, View):  # type: ignore[misc]  # Wagtail ships no types
    """What the pages have in common: who may see them, and what stands around them."""

    header_icon = "upload"

    @override
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002  # Django's signature
        """Show the page."""
        response: HttpResponse = self.render_to_response(self.get_context_data())
        return response

    def refused(self, refusal: Refusal) -> None:
        """Tell the organiser why nothing was done."""
        messages.error(self.request, refusal.sentence(language_now()))

    @override
    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse(f"{NAME}:index"), "label": _("Import lists")}]
        return items if self.page_title == _("Import lists") else [*items, {"label": self.get_page_title()}]


class IndexPage(ImportPage):
    """The door: files to look at, imports under way, imports applied."""

    template_name = "people/imports/index.html"
    page_title = _("Import lists")

    @override
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        language = language_now()
        applied = AppliedImport.objects.select_related("conference")[:_ROWS_A_PAGE]
        return context | {
            "form": kwargs.get("form") or UploadForm(),
            "drafts": ImportDraft.objects.select_related("conference").prefetch_related("files"),
            "applied": [(one, difference_sentence(one.difference, language)) for one in applied],
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take files in, and go on to look at them."""
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            uploads = form.cleaned_data["lists"]
            sent = [SentFile(name=upload.name or "?", content=upload.read()) for upload in uploads]
            try:
                draft = begin_draft(form.cleaned_data["conference"], sent, by=actor_of(request), at=SystemClock().now())
            except Refusal as refusal:
                self.refused(refusal)
            else:
                return redirect(f"{NAME}:draft", draft.pk)
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form))
        return response


class DraftPage(ImportPage):
    """Row by row what an import would change; doubts are settled here."""

    template_name = "people/imports/draft.html"

    @cached_property
    def draft(self) -> ImportDraft:
        """The import under way."""
        return get_object_or_404(ImportDraft.objects.select_related("conference"), pk=self.kwargs["pk"])

    @cached_property
    def plan(self) -> RosterPlan:
        """What it would change now."""
        return plan_of(self.draft)

    @override
    def get_page_title(self) -> str:
        return str(self.draft)

    @override
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        language, plan = language_now(), self.plan
        venues = dict(self.draft.conference.venues.values_list("code", "name"))
        group = self._group()
        page = Paginator(rows_of(plan, group), _ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        return context | {
            "draft": self.draft,
            "files": self.draft.files.defer("content"),
            "difference": difference_sentence(plan.difference, language),
            "groups": groups_of(plan, language),
            "group": group,
            "page": page,
            "rows": shown(list(page.object_list), venues=venues, language=language),
            "questions": venue_questions(plan, self.draft.venue_answers),
            "venues": venues.items(),
            "held": len(plan.held),
            "taken": len(plan.taken),
            "unread": [*plan.unread_sheets, *plan.unread_columns],
            "unnamed": len(plan.unnamed),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the answers that were sent, then do what the button says."""
        action = request.POST.get("action", "save")
        if action == "discard":
            self.draft.delete()
            messages.success(request, _("The files were thrown away; nothing was changed."))
            return redirect(f"{NAME}:index")
        settle(self.draft, rows=self._answers(request.POST), venues=_sent(request.POST, _VENUE))
        if action == "apply":
            return self._apply(request)
        group, number = request.POST.get("show", "held"), request.POST.get("p", "1")
        return redirect(f"{reverse(f'{NAME}:draft', args=[pk])}?show={slugify(group)}&p={slugify(number)}")

    def _group(self) -> str:
        asked = self.request.GET.get("show", "")
        if asked in GROUPS:
            return asked
        return next((group.name for group in groups_of(self.plan, "vi") if group.count), "held")

    def _answers(self, sent: QueryDict) -> dict[str, str]:
        one_for_all = sent.get("action", "")
        if not one_for_all.startswith("all-"):
            return _sent(sent, _ROW)
        doubtful = [row for row in self.plan.rows if row.verdict == "doubtful"]
        if one_for_all == "all-same":
            return {row.place.key: f"{SAME}{row.candidates[0].key}" for row in doubtful}
        return {row.place.key: ANOTHER if one_for_all == "all-another" else OUT for row in doubtful}

    def _apply(self, request: HttpRequest) -> HttpResponse:
        here = self.draft.pk
        try:
            applied = apply_draft(
                self.draft,
                actor=actor_of(request),
                at=SystemClock().now(),
                without_held=request.POST.get("without_held") == "yes",
            )
        except Refusal as refusal:
            self.refused(refusal)
            return redirect(f"{NAME}:draft", here)
        if applied is None:
            messages.success(request, _("Nothing in these files differs from the list as it is."))
            return redirect(f"{NAME}:index")
        messages.success(request, difference_sentence(applied.difference, language_now()))
        return redirect(f"{NAME}:applied", applied.pk)


def _sent(sent: QueryDict, prefix: str) -> dict[str, str]:
    return {key.removeprefix(prefix): cast("str", sent[key]) for key in sent if key.startswith(prefix)}


class MarkedFile(DraftPage):
    """The sender's own file, coloured and commented."""

    @override
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the file."""
        file = get_object_or_404(self.draft.files, pk=self.kwargs["file"])
        venues = dict(self.draft.conference.venues.values_list("code", "name"))
        rows, language = self.plan.rows, language_now()
        content = marked_copy(bytes(file.content), file=file.name, rows=rows, venues=venues, language=language)
        response = HttpResponse(content, content_type=_SPREADSHEET)
        name = slugify(file.name.rpartition(".")[0]) or "danh-sach"
        response["Content-Disposition"] = f'attachment; filename="{name}-da-xem.xlsx"'
        return response


class AppliedPage(ImportPage):
    """What an applied import changed, before and after, and the button that takes it back."""

    template_name = "people/imports/applied.html"

    @cached_property
    def applied(self) -> AppliedImport:
        """The import."""
        return get_object_or_404(AppliedImport.objects.select_related("conference"), pk=self.kwargs["pk"])

    @override
    def get_page_title(self) -> str:
        return str(self.applied)

    @override
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        changes = self.applied.changes.select_related("person")
        page = Paginator(changes, _ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        venues = dict(self.applied.conference.venues.values_list("code", "name"))
        return context | {
            "applied": self.applied,
            "difference": difference_sentence(self.applied.difference, language_now()),
            "page": page,
            "changes": [(change, _told_change(change, venues), _told_kept(change)) for change in page.object_list],
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the import back."""
        try:
            undone = take_back(self.applied, actor=actor_of(request), at=SystemClock().now())
        except Refusal as refusal:
            self.refused(refusal)
        else:
            told = _("Taken back: %(removed)s removed, %(restored)s restored, %(kept)s kept as they are now.")
            messages.success(request, told % undone.undo)
        return redirect(f"{NAME}:applied", pk)


def _told_change(change: AppliedChange, venues: dict[str, str]) -> list[str]:
    language = language_now()
    told = []
    for name in FIELDS:
        if change.before is not None and name in change.before:
            was, now = (
                venues.get(value, value) if name == "venue" else shown_value(value)
                for value in (change.before[name], change.after[name])
            )
            told.append(f"{word(FIELDS, name, language)}: {was} → {now}")
    return told


def _told_kept(change: AppliedChange) -> str:
    language = language_now()
    if MARKED in change.kept:
        return str(_("the roll has called this delegate already"))
    fields = ", ".join(word(FIELDS, name, language) for name in FIELDS if name in change.kept)
    return str(_("changed since: %s")) % fields if fields else ""


class _ImportMenuItem(MenuItem):  # type: ignore[misc]  # Wagtail ships no types
    @override
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


class ImportViewSet(ViewSet):  # type: ignore[misc]  # Wagtail ships no types
    """The pages of imports, in the menu of the plan."""

    icon = "upload"
    menu_label = _("Import lists")
    menu_item_class = _ImportMenuItem

    @override
    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", IndexPage.as_view(), name="index"),
            path("<int:pk>/", DraftPage.as_view(), name="draft"),
            path("<int:pk>/files/<int:file>/", MarkedFile.as_view(), name="marked"),
            path("applied/<int:pk>/", AppliedPage.as_view(), name="applied"),
        ]
