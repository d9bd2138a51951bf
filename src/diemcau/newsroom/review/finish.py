# SPDX-License-Identifier: Apache-2.0
"""The last step of Wagtail's workflow. Wagtail's models import this module: it imports none of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


def publish_approved(workflow_state: WorkflowState, user: Any = None) -> None:
    """Publish what was approved: it is not always the newest, which Wagtail's own step would publish."""
    workflow_state.current_task_state.revision.publish(user=user, skip_permission_checks=True)
