"""Sign-in: allauth's pages with our forms, and honest status codes."""

from typing import Any

from allauth.account import views
from allauth.account.forms import LoginForm
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from accounts.access import View, marked
from accounts.forms.sign_in import RequestLoginCodeForm
from accounts.models import User


class SignIn(views.LoginView):
    """One page for both ways in: a mailed code first, the password under it."""

    def dispatch(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        if not settings.PRODUCTION and not User.objects.exists():
            return redirect("accounts:first")
        answer: HttpResponseBase = super().dispatch(request, *args, **more)
        return answer

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**more)
        return context | {"code_form": RequestLoginCodeForm(auto_id="code_%s")}

    def form_invalid(self, form: LoginForm) -> HttpResponse:
        answer: HttpResponse = super().form_invalid(form)
        if form.has_error("__all__", "too_many_login_attempts"):
            answer.status_code = 429
        return answer


def gone_if_used(view: View) -> View:
    """A reset link that does not work any more is gone, not fine (attack 45)."""

    def answer(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        response = view(request, *args, **more)
        if getattr(response, "context_data", None) and response.context_data.get("token_fail"):  # type: ignore[attr-defined]
            response.status_code = 410
        return response

    return answer


SIGN_IN = "public: this is how one signs in"
RESET = "public: somebody who forgot the password is not signed in"
OWN = "signed in"

login = marked(SignIn.as_view(), SIGN_IN)
request_code = marked(views.request_login_code, SIGN_IN)
confirm_code = marked(
    views.ConfirmLoginCodeView.as_view(extra_context={"mail_in_files": not settings.EMAIL_HOST}), SIGN_IN
)
logout = marked(views.logout, "public: signing out twice is no mistake")
inactive = marked(views.account_inactive, "public: says that an account may not sign in")
reset = marked(views.password_reset, RESET)
reset_done = marked(views.password_reset_done, RESET)
reset_from_key = marked(gone_if_used(views.password_reset_from_key), RESET)
reset_from_key_done = marked(views.password_reset_from_key_done, RESET)
change_password = marked(views.password_change, OWN)
set_password = marked(views.password_set, OWN)
