import pytest
from django.utils import translation

from outbox.refusals import plain_words


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("", ""),
        ("[Errno 111] Connection refused", "The mail server cannot be reached."),
        ("535 5.7.8 Authentication failed", "The mail server refuses our name"),
        ("550 5.1.1 <a@example.org>: User unknown", "This address does not exist"),
        ("550 5.7.1 Message blocked as spam", "The other server takes our messages for unwanted mail"),
        ("552 5.2.2 Over quota", "The mailbox is full"),
        ("421 4.3.0 Try again later", "The other server asks us to come back later."),
        ("554 Transaction failed", "The other server refuses this message."),
    ],
)
def test_what_a_server_answers_is_said_plainly(answer, words):
    with translation.override("en"):
        assert plain_words(answer)[: len(words)] == words
        assert bool(plain_words(answer)) == bool(words)
