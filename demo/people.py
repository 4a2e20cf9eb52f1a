"""The people of the sample story: plain facts, no Django."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Character:
    """`key` ties them to the case; `about` is shown where one signs in as them."""

    name: str
    about: str
    time_zone: str
    key: str = ""
    is_manager: bool = False
    may_sign_in: bool = False

    @property
    def email(self) -> str:
        return f"{self.name.split()[0].lower()}@example.org"


CAST = [
    Character("Ana Ferreira", "facilitates the review", "Europe/Lisbon", may_sign_in=True),
    Character("Ben Okafor", "was on call that night", "Europe/Amsterdam", "engineer-1", may_sign_in=True),
    Character("Cleo Martin", "comes to the meeting, on a phone", "Europe/Paris", "support-1", may_sign_in=True),
    Character("Mira Novak", "manager, watches the trends", "Europe/Berlin", is_manager=True, may_sign_in=True),
    Character("Dev Iyer", "looked for the backups", "Asia/Kolkata", "engineer-2"),
    Character("Emil Sørensen", "had refreshed staging", "Europe/Copenhagen", "engineer-3"),
    Character("Faye Lindqvist", "wrote to the public", "America/New_York", "comms-1"),
    Character("Gus Moreau", "coordinated the recovery", "Europe/Amsterdam", "manager-1"),
    Character("Hana Sato", "looks after the storage servers", "Asia/Tokyo"),
    Character("Ivo Kowal", "new in support, comes to learn", "Europe/Warsaw"),
]

# Those nobody can sign in as: they come, vote and answer by themselves.
OTHERS = [each.email for each in CAST if not each.may_sign_in]
