"""`manage.py backup FILE`: the whole installation as one file, while it goes on working."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config.backup import whole
from config.backup.archive import Refused


class Command(BaseCommand):
    help = "Write the whole installation into one file; encrypted when DEBRIEF_BACKUP_KEY is set."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if path.exists():
            raise CommandError(_("%(file)s is there already; choose another name.") % {"file": path})
        try:
            manifest = whole.back_up(path)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        rows = sum(each["rows"] for each in manifest["members"].values())
        self.stdout.write(_("%(rows)d rows are in %(file)s.") % {"rows": rows, "file": path})
        if not whole.key():
            self.stdout.write(
                _("It is not encrypted: whoever reads it knows everything. Set DEBRIEF_BACKUP_KEY to change that.")
            )
