"""`manage.py import_case FILE --by EMAIL`: bring a case in from its JSON form (docs/import.md)."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from incidents import cases
from incidents.actions.cases import import_case


class Command(BaseCommand):
    help = (
        "Bring an incident in from a case file (JSON; docs/import.md describes it). The same file twice adds nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, metavar="EMAIL", help="whose incident it becomes")

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(email=options["by"].lower()).first()
        if by is None:
            raise CommandError(f"Nobody has the address {options['by']}.")
        try:
            case = cases.read(json.loads(options["file"].read_text(encoding="utf-8")))
        except (OSError, ValueError, RecursionError) as error:
            raise CommandError(str(error)) from None
        incident, new = import_case(case=case, by=by)
        for problem in case.problems:
            self.stderr.write(f"left out: {problem.part}, row {problem.row}: {problem.why}")
        said = "Imported" if new else "Already here"
        self.stdout.write(f"{said}: {incident.title} ({len(case.timeline)} timeline events)")
