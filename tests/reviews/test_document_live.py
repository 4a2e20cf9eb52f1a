"""Open document pages hear of newer texts and comments; only those who take part do."""

from accounts.models import User
from reviews import document_region
from tests.reviews import document_case as case


def test_only_those_who_take_part_may_listen(ana: User, ben: User, otto: User) -> None:
    review = case.review(ana, ben)
    uid = str(review.uid)
    assert document_region.may_listen([ana], uid)
    assert document_region.may_listen([ben], uid)
    assert not document_region.may_listen([otto], uid)
    review.participations.filter(user=ben).update(removed_at=review.meets_at)
    assert not document_region.may_listen([ben], uid)


def test_unknown_and_malformed_names_are_refused(ana: User) -> None:
    for uid in ["", "x", "00000000-0000-0000-0000-000000000000", "'; --"]:
        assert not document_region.may_listen([ana], uid)
        assert document_region.render(uid) == ""


def test_the_region_names_the_newest_revision_and_comment_and_no_words_of_them(ana: User, ben: User) -> None:
    review = case.review(ana, ben)
    thread = case.thread(review, ben, "on the secondary", "Only among ourselves")
    case.rewrite(review, ana, "a long time", "eleven minutes")
    html = document_region.render(str(review.uid))
    assert 'data-revision="3"' in html
    assert f'data-comment="{thread.comments.get().pk}"' in html
    assert f'data-writers="{ana.pk} {ben.pk}"' in html
    assert "among ourselves" not in html
