import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0003_pictures_moved'),
    ]

    operations = [
        migrations.AlterField(
            model_name='newsarticlepage',
            name='photo',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='newsroom.newspicture', verbose_name='photo'),
        ),
        migrations.AlterField(
            model_name='newsarticlepage',
            name='body',
            field=wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('programme', 6), ('picture', 9)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'heading', 'max_length': 200}), 1: ('wagtail.blocks.TextBlock', (), {'help_text': 'A number from the record is written as its name: [[delegates.attended]], rounded: [[~…]].', 'icon': 'pilcrow', 'label': 'paragraph'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'time', 'max_length': 20, 'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 300}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'speaker', 'max_length': 450, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('time', 2), ('title', 3), ('speaker', 4)]], {}), 6: ('wagtail.blocks.ListBlock', (5,), {'icon': 'list-ol', 'label': 'programme'}), 7: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 500, 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('picture', 7), ('caption', 8)]], {})}, verbose_name='text'),
        ),
    ]
