"""The words of the passages: a contentless FTS5 table on SQLite, written by speeches/search/backends/sqlite.py."""

from django.db import migrations

CREATE = "CREATE VIRTUAL TABLE search_bi USING fts5(b, content='', tokenize='ascii', detail=full)"
# The default of 16 now and then stalls one small commit for seconds while levels are merged.
FEWER_STALLS = "INSERT INTO search_bi(search_bi, rank) VALUES ('crisismerge', 256)"
DROP = "DROP TABLE search_bi"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(CREATE)
        schema_editor.execute(FEWER_STALLS)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("speeches", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
