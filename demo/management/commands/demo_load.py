"""`manage.py demo_load`: the sample story, once; what was done in it since stays."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.actions import story


class Command(BaseCommand):
    help = "Load the sample story into a demo installation. A second time nothing is added."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The sample story belongs into a demo: set DEBRIEF_DEMO=1, or use 'make demo'.")
        review = story.load()
        self.stdout.write(f"The sample story is here: {review}.")
