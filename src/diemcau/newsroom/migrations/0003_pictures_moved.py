"""Pictures that came in as Wagtail's own images become the newsroom's, under the same numbers.

The numbers stand in articles, in drafts and in old revisions. A migration of its own, since
PostgreSQL refuses to alter a table in the transaction that has filled it.
"""

from __future__ import annotations

from typing import Any

from django.apps.registry import Apps
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FIELDS = (
    "id", "title", "file", "description", "width", "height", "created_at", "focal_point_x", "focal_point_y",
    "focal_point_width", "focal_point_height", "file_size", "file_hash", "collection_id", "uploaded_by_user_id",
)  # fmt: skip


def move(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    image, picture = apps.get_model("wagtailimages", "Image"), apps.get_model("newsroom", "NewsPicture")
    copies = [picture(**row) for row in image.objects.values(*FIELDS)]
    if not copies:
        return
    created = {copy.pk: copy.created_at for copy in copies}
    picture.objects.bulk_create(copies)
    for pk, at in created.items():  # creating one sets it to now
        picture.objects.filter(pk=pk).update(created_at=at)
    _tag_alike(apps, image, picture)
    _drop_renditions(apps.get_model("wagtailimages", "Rendition"))
    image.objects.all().delete()
    with schema_editor.connection.cursor() as cursor:
        for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), [picture]):
            cursor.execute(statement)


def _tag_alike(apps: Apps, image: Any, picture: Any) -> None:
    types = apps.get_model("contenttypes", "ContentType").objects
    old, _ = types.get_or_create(app_label="wagtailimages", model="image")
    new, _ = types.get_or_create(app_label="newsroom", model="newspicture")
    apps.get_model("taggit", "TaggedItem").objects.filter(content_type=old).update(content_type=new)


def _drop_renditions(rendition: Any) -> None:
    """They are made anew, with their words in them; the old ones would still be served."""
    for name in rendition.objects.values_list("file", flat=True):
        default_storage.delete(name)
    rendition.objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('newsroom', '0002_pictures'),
        ('wagtailimages', '0027_image_description'),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
