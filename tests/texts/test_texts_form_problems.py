"""A problem of a form is said in the language in force, with its values."""

from collections.abc import Iterator

import pytest

from socialcase.errors import FormProblem, FormRefused, sentence
from socialcase.texts import explain, problem_words, use_language

# sentences that the catalogs have had for long
PROBLEM = FormProblem(
    *("choices", 3, "name", "made_up"),
    sentence("sheet “{name}”", name="choices"),
    (sentence("row {n}", n=3), sentence("column “{name}”", name="{n}")),
)


@pytest.fixture(autouse=True)
def _english_after() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("sheet “choices”", "row 3 column “{n}”")),
        ("ru", ("лист «choices»", "строка 3 столбец «{n}»")),
        ("tk", ("“choices” listi", "3 setir “{n}” sütüni")),
    ],
)
def test_what_is_wrong_and_what_to_do(language: str, words: tuple[str, str]) -> None:
    use_language(language)
    assert problem_words(PROBLEM) == words
    told = explain(FormRefused("form.xlsx", (PROBLEM,)))
    assert " ".join(words) in told.do
    assert (PROBLEM.message, PROBLEM.fix) == ("sheet “choices”", "row 3 column “{n}”")
