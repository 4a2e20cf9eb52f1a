"""Words of an address: one line, of bounded length, that both databases can be asked about."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.lines import line
from accounts.models import User


@pytest.mark.parametrize(
    ("sent", "kept"),
    [(None, ""), ("", ""), (" two\n\twords ", "two words"), ("a\0b", "a b"), ("\0", ""), ("many words", "many")],
)
def test_it_is_one_line_without_what_no_database_takes(sent: str | None, kept: str) -> None:
    assert line(sent, 5 if sent == "many words" else 100) == kept


@pytest.mark.parametrize("address", ["/incidents/?words=a%00b", "/accounts/people/?q=a%00b"])
def test_a_byte_that_the_database_refuses_is_no_error_page(
    address: str, as_user: Callable[[User], Client], person: Callable[..., User]
) -> None:
    answer = as_user(person("Ada", is_admin=True)).get(address)
    assert answer.status_code == 200
    assert 'value="a b"' in answer.content.decode()
