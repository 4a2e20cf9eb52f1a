"""Who looks after a series: whoever facilitates it in turn. Putting a review in a series gives nobody a say over it."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reviews.models import Participation, Series, SeriesFacilitator

LEADS = Participation.Role.FACILITATOR
NOT_YOURS = _("Only the facilitators of this series may do this. Ask one of them to add you.")


def looked_after(user: User) -> QuerySet[Series]:
    """The series this person looks after: as one of its rotation or, while that is empty, as a facilitator of its reviews."""
    in_turn = SeriesFacilitator.objects.filter(series=OuterRef("pk"), user__is_active=True)
    led = Participation.objects.filter(review__series=OuterRef("pk"), user=user, role=LEADS, removed_at=None)
    return Series.objects.filter(Exists(in_turn.filter(user=user)) | Q(~Exists(in_turn), Exists(led)))


def looks_after(user: User, series: Series) -> bool:
    return user.is_active and looked_after(user).filter(pk=series.pk).exists()


def carers(series: Series) -> QuerySet[User]:
    """Everyone who looks after it, by the same rule."""
    people = User.objects.filter(is_active=True)
    in_turn = people.filter(pk__in=SeriesFacilitator.objects.filter(series=series).values("user"))
    if in_turn.exists():
        return in_turn
    led = Participation.objects.filter(review__series=series, role=LEADS, removed_at=None)
    return people.filter(pk__in=led.values("user"))
