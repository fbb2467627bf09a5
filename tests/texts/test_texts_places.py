"""Places have names in every language, and none is lost."""

from collections.abc import Iterator

import pytest

from socialcase.texts import label, use_language
from socialcase.texts.places import etrap_codes, welayat_name


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize("language", ["en", "ru", "tk"])
def test_every_etrap_has_a_name(language: str) -> None:
    use_language(language)
    assert all(label("etrap", code) != code for code in etrap_codes())


def test_an_unknown_place_is_shown_as_it_is() -> None:
    assert label("etrap", "nowhere") == "nowhere"
    assert welayat_name("mary") == "Mary"
