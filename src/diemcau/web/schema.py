# SPDX-License-Identifier: Apache-2.0
"""Everything that the pages read from the wire, as one OpenAPI document on standard output.

The TypeScript types are generated from it (`npm run types` in `frontend/`), so that a field
renamed here fails the build there. Owns nothing but the merging of the two sources: the HTTP
API, and the live documents that travel over the relay alone and so are in no HTTP answer.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from pydantic import TypeAdapter

from diemcau.board.live import Backstage, Floor, VenueStatus

REFERENCE = "#/components/schemas/{model}"


def live_schemas() -> dict[str, Any]:
    """The live documents and their parts, by name."""
    schemas: dict[str, Any] = {}
    for document in (Floor, Backstage, VenueStatus):
        schema = TypeAdapter(document).json_schema(ref_template=REFERENCE, mode="serialization")
        schemas |= schema.pop("$defs", {})
        schemas[document.__name__] = schema
    return schemas


def wire_document() -> dict[str, Any]:
    """The whole document. Needs Django to be set up."""
    from diemcau.web.api.api import api

    document = api.get_openapi_schema(path_prefix="/api/")
    schemas = document["components"]["schemas"]
    return {**document, "components": {**document["components"], "schemas": {**schemas, **live_schemas()}}}


def main() -> None:
    """Write the document with its keys in a stable order."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemcau.config.settings")
    django.setup()
    json.dump(wire_document(), sys.stdout, indent=2, sort_keys=True, ensure_ascii=False, default=str)


if __name__ == "__main__":
    main()
