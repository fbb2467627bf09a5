"""What a mistyped word was probably meant to be."""

from collections.abc import Iterable

from socialcase.errors import Sentence, sentence
from socialcase.texts import N_


def nearest(word: str, known: Iterable[str], *, alike: float = 0.7) -> str:
    """Return the known word that is nearest to a mistyped one, or ""; `alike`: from 0 to 1."""
    from difflib import get_close_matches

    by_small = {name.lower(): name for name in sorted(known)}
    found = get_close_matches(word.lower(), by_small, n=1, cutoff=alike)
    return by_small[found[0]] if found else ""


def meant(word: str, known: Iterable[str], pattern: str = "{}") -> tuple[Sentence, ...]:
    """Return "Did you mean …?" for a word that is near a known one, or nothing."""
    found = nearest(word, known)
    return (did_you_mean(pattern.format(found)),) if found else ()


def did_you_mean(word: str) -> Sentence:
    """Return the question whether a word was meant."""
    return sentence(N_("Did you mean {word}?"), word=word)
