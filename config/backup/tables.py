"""Which tables a backup holds, and their rows as plain values on the way out and in, without anything that an action would do."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Field, ForeignKey, JSONField, Model, Value

from accounts.models import User
from incidents.models import SearchEntry
from outbox.models import Heartbeat
from surveys.models import AnswerText

# Made anew by `migrate`, by the sweeps, by `reindex` and by signing in.
MADE_ANEW = {
    ContentType,
    Permission,
    Group.permissions.through,
    User.user_permissions.through,
    Session,
    SearchEntry,
    Heartbeat,
}
# Numbers in the order of writing would tell who of two backups' worth of people wrote what: they are dealt out anew.
DEALT_OUT: set[type[Model]] = {AnswerText}
AT_ONCE = 200


def models() -> list[type[Model]]:
    """Each with a table of its own, those between many and many too; in an order that is always the same."""
    found = [each for each in apps.get_models(include_auto_created=True) if each._meta.managed and not each._meta.proxy]
    return sorted(set(found) - MADE_ANEW, key=lambda each: each._meta.label)


def fields_of(model: type[Model]) -> "list[Field[Any, Any]]":
    return list(model._meta.concrete_fields)


def columns(model: type[Model]) -> list[str]:
    return [str(each.attname) for each in fields_of(model)]


def rows(model: type[Model]) -> Iterator[list[Any]]:
    """All of them, streamed, each a list of values in the order of `columns`."""
    found = model._base_manager.order_by("?" if model in DEALT_OUT else "pk").values_list(*columns(model))
    for number, row in enumerate(found.iterator(chunk_size=AT_ONCE), 1):
        yield [number, *row[1:]] if model in DEALT_OUT else list(row)


def fill(model: type[Model], values: Iterable[list[Any]]) -> None:
    """Write rows as they are: no time is set anew, nothing is planned, told or counted."""
    fields = fields_of(model)
    size = max(1, min(AT_ONCE, connection.ops.bulk_batch_size(fields, [None] * AT_ONCE)))
    source = iter(values)
    while some := [_thing(model, fields, each) for each in islice(source, size)]:
        model._base_manager.all()._insert(some, fields=fields, using=connection.alias, raw=True)  # type: ignore[attr-defined]


def _thing(model: type[Model], fields: "list[Field[Any, Any]]", values: list[Any]) -> Model:
    made = model()
    for field, value in zip(fields, values, strict=True):
        setattr(made, field.attname, _value(field, value))
    return made


def _value(field: "Field[Any, Any]", value: Any) -> Any:
    if isinstance(field, JSONField):
        return Value(None, JSONField()) if value is None and not field.null else value
    target = field.target_field if isinstance(field, ForeignKey) else field
    return target.to_python(value)


def empty() -> None:
    """Delete every row that a backup would hold, and the sessions of people who may be others afterwards."""
    for model in [*models(), Session]:
        model._base_manager.all()._raw_delete(connection.alias)  # type: ignore[attr-defined]


def count_on() -> None:
    """The next number of each table is above the highest that is there."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(statement)
