# SPDX-License-Identifier: Apache-2.0
"""What all lists and forms of the plan have in common in the organisers' admin.

Owns the folded search, the answer to a refused edit, and the step that has the recorded
plan follow an edit. Which rows are shown is each viewset's business.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import get_language
from typing_extensions import override
from wagtail.admin import messages
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from diemcau.conference.models import Conference
from diemcau.conference.refusals import StillInUse
from diemcau.lib.refusal import Language, Refusal
from diemcau.lib.vietnamese import fold

ConferencesOf = Callable[[Any], Iterable[Conference]]
Follow = Callable[[Iterable[Conference], str], None]


def language_now() -> Language:
    """The language of the page that is being made."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


class PlanIndexView(IndexView):  # type: ignore[misc]  # Wagtail ships no types
    """A list with folded search; `related` are read along with each row, `sort_keys` order a column by another."""

    related: tuple[str, ...] = ()
    sort_keys: Mapping[str, str] = {}
    any_permission_required = ("add", "change", "delete", "view")

    @override
    def get_base_queryset(self) -> QuerySet[Model]:
        rows: QuerySet[Model] = super().get_base_queryset()
        return rows.select_related(*self.related) if self.related else rows

    @cached_property
    @override
    def columns(self) -> list[Any]:
        columns: list[Any] = super().columns
        for column in columns:
            column.sort_key = self.sort_keys.get(column.name, column.sort_key)
        return columns

    @override
    def search_queryset(self, queryset: QuerySet[Model]) -> QuerySet[Model]:
        for word in fold(self.search_query).split():
            places = (Q(**{f"{field}__icontains": word}) for field in self.search_fields)
            queryset = queryset.filter(reduce(operator.or_, places))
        return queryset


class PlanCreateView(CreateView):  # type: ignore[misc]  # Wagtail ships no types
    """Creates a row, and has the plan follow in the same transaction."""

    conferences_of: ConferencesOf | None = None
    follow: Follow | None = None

    @override
    def save_instance(self) -> Model:
        instance: Model = super().save_instance()
        _follow(self, instance)
        return instance

    @override
    def form_valid(self, form: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except Refusal as refusal:
            form.instance.pk = None
            return _refused(self, form, refusal)
        return response


class PlanEditView(EditView):  # type: ignore[misc]  # Wagtail ships no types
    """Edits a row, and has the plan follow in the same transaction."""

    conferences_of: ConferencesOf | None = None
    follow: Follow | None = None

    @override
    def save_instance(self) -> Model:
        instance: Model = super().save_instance()
        _follow(self, instance)
        return instance

    @override
    def form_valid(self, form: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except Refusal as refusal:
            return _refused(self, form, refusal)
        return response


class PlanDeleteView(DeleteView):  # type: ignore[misc]  # Wagtail ships no types
    """Deletes a row that nothing else needs, and has the plan follow in the same transaction."""

    conferences_of: ConferencesOf | None = None
    follow: Follow | None = None

    @override
    def delete_action(self) -> None:
        touched = list(self.conferences_of(self.object)) if self.conferences_of else []
        with transaction.atomic():
            super().delete_action()
            if self.follow is not None:
                self.follow(touched, actor_of(self.request))

    @override
    def form_valid(self, form: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except ProtectedError:
            return self._refused(StillInUse(name=str(self.object)))
        except Refusal as refusal:
            return self._refused(refusal)
        return response

    def _refused(self, refusal: Refusal) -> HttpResponse:
        messages.error(self.request, refusal.sentence(language_now()))
        return redirect(self.index_url_name)


class PlanViewSet(ModelViewSet):  # type: ignore[misc]  # Wagtail ships no types
    """A viewset whose edits the recorded plan follows.

    `conferences_of` tells which conferences' plans a row is part of; `follow` records them.
    """

    index_view_class = PlanIndexView
    add_view_class = PlanCreateView
    edit_view_class = PlanEditView
    delete_view_class = PlanDeleteView
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    related: tuple[str, ...] = ()
    sort_keys: Mapping[str, str] = {}
    conferences_of: ConferencesOf | None = None
    follow: Follow | None = None

    @override
    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        common: dict[str, Any] = super().get_common_view_kwargs(
            usage_url_name=None, conferences_of=self.conferences_of, follow=self.follow, **kwargs
        )
        return common

    @override
    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        index: dict[str, Any] = super().get_index_view_kwargs(related=self.related, sort_keys=self.sort_keys, **kwargs)
        return index


def actor_of(request: Any) -> str:
    """How the journal names an organiser."""
    return f"organiser:{request.user.pk}"


def _follow(view: PlanCreateView | PlanEditView, instance: Model) -> None:
    if view.follow is not None and view.conferences_of is not None:
        view.follow(view.conferences_of(instance), actor_of(view.request))


def _refused(view: PlanCreateView | PlanEditView, form: Any, refusal: Refusal) -> HttpResponse:
    form.add_error(None, refusal.sentence(language_now()))
    view.produced_error_code = refusal.code
    view.produced_error_message = view.get_error_message()
    response: HttpResponse = view.form_invalid(form)
    return response
