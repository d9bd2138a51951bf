# SPDX-License-Identifier: Apache-2.0
"""A command's way into the journal, and its receipt."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse

from diemcau.journal.commands import Answer, Command
from diemcau.web.api.schemas import Problem, Receipt
from diemcau.web.serving import serving_of

REFUSED = dict.fromkeys((400, 401, 403, 404, 409, 413, 422, 500, 503, 507), Problem)
COMMITTED = {201: Receipt, 200: Receipt, **REFUSED}


async def commit(request: HttpRequest, command: Command) -> HttpResponse:
    """Execute a command; answers 201 once its entry is on the disk, 200 if it had been sent before."""
    return receipt(await serving_of(request).committer.execute(command))


def receipt(answer: Answer) -> HttpResponse:
    """The answer as JSON, written by hand: checking our own four fields would cost more than making them."""
    record = answer.record
    body = {"seq": record.seq, "uid": str(record.uid), "kind": record.kind, "at": record.at.isoformat()}
    return HttpResponse(json.dumps(body), status=201 if answer.is_new else 200, content_type="application/json")
