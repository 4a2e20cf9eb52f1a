"""What allauth asks of us: where people may land, how its mails and messages are worded, where its links point."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts import mails

BRAND = "Debrief: "


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, object]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This address and this password do not belong together. Try again, or use a code."
        ),
        "incorrect_code": _("This is not the code from the newest mail. Check it once more."),
        "too_many_login_attempts": _("That was one try too many. Please wait a few minutes, then try again."),
        "rate_limited": _("That was a lot at once. Please wait a minute, then try again."),
        "enter_current_password": _("This is not the password you have now."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never here: accounts come from a link that was mailed, so that every address is known to be its owner's."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only pages of this installation, under the name it was called by (attack 46)."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def format_email_subject(self, subject: str) -> str:
        return f"{BRAND}{subject}"

    def get_reset_password_from_key_url(self, key: str) -> str:
        """With the configured host, whatever the request said (attack 45)."""
        uid, token = key.split("-", 1)
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return f"{settings.BASE_URL}{path}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A row of the outbox, which is sent at once; what the mail server does not take is tried again."""
        mails.send_allauths(template_prefix.removeprefix(mails.ALLAUTHS), email, str(context.get("code", "")))

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMessage:
        """allauth's text, and the same words in the layout of all other mails."""
        mail: EmailMultiAlternatives = super().render_mail(template_prefix, email, context, headers)
        code, link, ask = (context.get(name, "") for name in ("code", "password_reset_url", "ask_url"))
        parts = [part.strip() for part in str(mail.body).split("\n-- \n")[0].split("\n\n")]
        lines = [part for part in parts if part not in {"", code, link, ask}]
        button = (str(_("Set a new password")), link) if link else None
        if ask and ask in parts:
            button = (str(_("Ask for a new password")), ask)
        subject = str(mail.subject)
        html = mails.in_layout(
            subject=subject, title=capfirst(subject.removeprefix(BRAND)), lines=lines, code=code, button=button
        )
        mail.attach_alternative(html, "text/html")
        return mail
