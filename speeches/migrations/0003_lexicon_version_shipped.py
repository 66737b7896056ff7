"""A version of the dictionaries knows which shipped ones it rests on, so that an upgrade is noticed at the start."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("speeches", "0002_search_index")]
    operations = [
        migrations.AddField(
            model_name="lexiconversion",
            name="shipped",
            field=models.CharField("随程序带来的词表的 SHA-256", max_length=64, blank=True),
        )
    ]
