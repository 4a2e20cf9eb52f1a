"""Django's SMTP backend, which also keeps what the server said when it took a mail: the number under which it can be found there."""

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend


class _Listens:
    """Beside one of smtplib's connections: `answer` is what was said to the last mail."""

    answer = ""

    def data(self, msg: Any) -> tuple[int, bytes]:
        code, said = super().data(msg)  # type: ignore[misc]
        self.answer = f"{code} {said.decode('utf-8', 'replace')}"
        return code, said


class _Plain(_Listens, smtplib.SMTP):
    pass


class _Encrypted(_Listens, smtplib.SMTP_SSL):
    pass


class AnsweringBackend(EmailBackend):
    """`answer`: what the server said to the last mail, empty before the first."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _Encrypted if self.use_ssl else _Plain

    @property
    def answer(self) -> str:
        return getattr(self.connection, "answer", "")
