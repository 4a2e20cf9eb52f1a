"""`manage.py after_restore`: run once after a database backup was put back, before the sweeps run again."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outbox import queries
from outbox.actions import messages


class Command(BaseCommand):
    help = "Hold back what was due before now: it may have been sent after the backup was made, so a person decides."

    def handle(self, *args: Any, **options: Any) -> None:
        held = messages.hold_before(timezone.now())
        said = ngettext("%(count)d message is held back.", "%(count)d messages are held back.", held)
        self.stdout.write(said % {"count": held})
        for message in queries.held():
            self.stdout.write(
                f"  {message.due_at:%Y-%m-%d %H:%M}Z  {message.kind}  {message.to_address}  {message.key}"
            )
        if held:
            self.stdout.write(_("Those that were not sent yet go out with: manage.py release KEY… (or --all)."))
