"""The full-text index: two columns of words on PostgreSQL, a table of FTS5 on SQLite. `manage.py reindex` fills it."""

from django.db import migrations

POSTGRES = [
    "ALTER TABLE incidents_searchentry ADD COLUMN title_words tsvector NOT NULL DEFAULT ''",
    "ALTER TABLE incidents_searchentry ADD COLUMN all_words tsvector NOT NULL DEFAULT ''",
    "CREATE INDEX search_title_words ON incidents_searchentry USING gin (title_words)",
    "CREATE INDEX search_all_words ON incidents_searchentry USING gin (all_words)",
]
SQLITE = [
    "CREATE VIRTUAL TABLE incidents_searchwords USING fts5("
    "title_words, all_words, detail=column, tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")",
]
POSTGRES_BACK = [
    "ALTER TABLE incidents_searchentry DROP COLUMN title_words",
    "ALTER TABLE incidents_searchentry DROP COLUMN all_words",
]


def run(schema_editor, postgres, sqlite):
    for statement in postgres if schema_editor.connection.vendor == "postgresql" else sqlite:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0003_themes_and_search")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: run(editor, POSTGRES, SQLITE),
            lambda apps, editor: run(editor, POSTGRES_BACK, ["DROP TABLE incidents_searchwords"]),
        )
    ]
