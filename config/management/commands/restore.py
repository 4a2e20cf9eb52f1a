"""`manage.py restore FILE`: puts a backup back, into an empty installation or, with a word to confirm it, in place of what is there."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config.backup import whole
from config.backup.archive import Refused

WORD = "replace"


class Command(BaseCommand):
    help = "Put a backup back. Stop worker, beat and pages first, or the embedded server."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="also where people work already: all of it is replaced"
        )
        parser.add_argument("--yes", action="store_true", help="do not ask before replacing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reader = whole.open_backup(options["file"])
            if not whole.is_empty():
                self._confirm(options)
            done = whole.put_back(reader)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        call_command("reindex", "--all", stdout=self.stdout)
        self._tell(done)

    def _confirm(self, options: dict[str, Any]) -> None:
        if not options["replace"]:
            raise CommandError(
                _("There are people or incidents here already. Say --replace to lose them for the backup.")
            )
        if not options["yes"]:
            self.stdout.write(_("Everything that is here is replaced, and cannot be brought back."))
            if self._typed() != WORD:
                raise CommandError(_("Nothing was changed."))

    def _typed(self) -> str:
        """ "" where there is nobody to type, as in a script without --yes."""
        try:
            return input(_("Type “%(word)s” to go on: ") % {"word": WORD}).strip()
        except EOFError:
            return ""

    def _tell(self, done: whole.PutBack) -> None:
        self.stdout.write(_("%(rows)d rows were put back.") % {"rows": done.rows})
        self.stdout.write(
            _("%(held)d messages were due before now and are held back: the page “Messages” asks what becomes of them.")
            % {"held": done.held}
        )
        if done.resealed:
            self.stdout.write(_("%(n)d surveys were open in the backup and stay sealed.") % {"n": done.resealed})
        if not done.same_secret:
            self.stdout.write(
                _(
                    "The backup is from an installation with another DEBRIEF_SECRET_KEY: links of surveys and invitations, "
                )
                + _("calendar addresses and tokens that people have lead nowhere under this one.")
            )
