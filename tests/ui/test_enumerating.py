"""Names one after the other in a sentence."""

import pytest

from assessor_app.ui.enumerating import in_words


@pytest.mark.parametrize(
    ("names", "words"),
    [((), ""), (("Ann",), "Ann"), (("Ann", "Bo"), "Ann and Bo"), (("Ann", "Bo", "Cy"), "Ann, Bo and Cy")],
)
def test_the_last_of_several_names_has_an_and(names: tuple[str, ...], words: str) -> None:
    assert in_words(names) == words
