"""Problems of forms in the person's language."""

from socialcase.errors import FormProblem, Sentence
from socialcase.texts.catalog import tr


def sentence_words(sentence: Sentence) -> str:
    """A sentence in the language in force, its values filled in."""
    return sentence.worded(tr)


def problem_words(problem: FormProblem) -> tuple[str, str]:
    """What is wrong with a form at one place, and what to do ("" where there is nothing)."""
    return sentence_words(problem.said), " ".join(map(sentence_words, problem.advice))
