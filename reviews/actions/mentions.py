"""Writes a comment's HTML with the names it calls, and keeps who was called; only people of the review can be."""

from accounts.models import User
from reviews import markdown
from reviews.actions import comment_news
from reviews.mentioning import emphasise
from reviews.models import Comment, Mention, Review


def _people(review: Review) -> list[User]:
    places = review.participations.filter(removed_at=None, user__is_active=True).select_related("user")
    return [place.user for place in places]


def write(comment: Comment, text: str) -> Comment:
    """Put `text` and its HTML on the comment, save it, and keep its mentions as the text has them. Raises TooBig."""
    html = markdown.render(text).html
    people = _people(comment.thread.document.review) if "@" in html else []
    comment.text = text
    comment.html, names = emphasise(html, [str(person) for person in people])
    comment.save()
    called = [person for person in people if str(person) in names and person.pk != comment.by_id]
    comment.mentions.exclude(user__in=called).delete()
    Mention.objects.bulk_create([Mention(comment=comment, user=one) for one in called], ignore_conflicts=True)
    comment_news.tell(comment)
    return comment
