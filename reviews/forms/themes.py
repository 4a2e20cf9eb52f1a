"""What is typed where a passage is tied to a theme, and where a theme is offered as a talking point."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.templatetags.face import moment
from incidents.forms.themes import TitleField
from reviews.models import Review


class SeenPassageForm(forms.Form):
    title = TitleField(
        help_text=_("Something worth learning, in a few words. It may have been seen in other incidents.")
    )
    quote = forms.CharField(
        label=_("The words that show it"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Copy them from the document, without leaving any out."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        title = self.fields["title"]
        assert isinstance(title, TitleField)
        title.offer_alike()


class ReviewField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django’s field takes none when it runs
    """Reviews, each with the time of its meeting in the reader's zone."""

    def label_from_instance(self, obj: Review) -> str:
        return f"{obj.incident.title} ({moment(obj.meets_at)})"


class OfferThemeForm(forms.Form):
    """In which coming review."""

    review = ReviewField(
        label=_("In which review"),
        queryset=Review.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose a review."),
            "invalid_choice": _("Its vote has been opened meanwhile. Choose another review."),
        },
    )

    def __init__(self, *args: Any, reviews: "QuerySet[Review]", **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["review"]
        assert isinstance(field, ReviewField)
        field.queryset = reviews
