"""What carries messages out of the house: one connection to the mail server, kept for many mails, and the way to the chats."""

from types import TracebackType

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from outbox import refusals
from outbox.chat import Parcel
from outbox.chat_answers import Chats

MAILS_A_CONNECTION = 100


class Post:
    """`in_trouble` after a failure that would hit every other mail too: the server is gone, or will not have us."""

    def __init__(self) -> None:
        self.connection: BaseEmailBackend = get_connection()
        self.in_trouble = False
        self._chats = Chats()
        self._count = 0

    def __enter__(self) -> "Post":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._close()

    def send(self, letter: EmailMessage | Parcel) -> str:
        """What the mail server answered, empty if it is not one that does. Raises what the backend raises when the mail was not
        accepted, and Undelivered for a chat."""
        if isinstance(letter, Parcel):
            self._chats.send(letter)
            return ""
        return self._send_mail(letter)

    def _send_mail(self, mail: EmailMessage) -> str:
        if self._count >= MAILS_A_CONNECTION:
            self._close()
        try:
            self.connection.open()
            self.connection.send_messages([mail])
        except Exception as error:
            self.in_trouble = refusals.read(error).server
            self._close()
            raise
        self._count += 1
        return str(getattr(self.connection, "answer", ""))

    def _close(self) -> None:
        self._count = 0
        self.connection.close()
