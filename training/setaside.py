"""Documents set aside for scoring, where a corpus has no split of its own."""

import hashlib

# One in so many documents, for corpora that have no split of their own.
NAMES_SET_ASIDE = 10
TIMES_SET_ASIDE = 5


def is_set_aside(name: str, one_in: int) -> bool:
    """Whether a document is among the one in so many that training never sees.

    By the SHA-256 of its name, so that it does not change with the order or number of files.

    >>> [is_set_aside(f"doc{n}", 5) for n in range(6)]
    [False, False, False, False, False, False]
    """
    digest = hashlib.sha256(name.encode()).digest()
    return int.from_bytes(digest[:8]) % one_in == 0
