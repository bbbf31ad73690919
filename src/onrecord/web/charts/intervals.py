"""How far a share may be off when it is counted over few."""

from math import sqrt

_Z = 1.959963984540054  # the normal distribution's 97.5th percentile: an interval of 95 %


def wilson(number: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927, the score interval), 0 to 1.

    >>> low, high = wilson(3, 10)
    >>> round(low, 3), round(high, 3)
    (0.108, 0.603)
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if total == 0:
        return 0.0, 1.0
    share, squared = number / total, _Z * _Z
    middle = (share + squared / (2 * total)) / (1 + squared / total)
    half = _Z * sqrt(share * (1 - share) / total + squared / (4 * total * total))
    half /= 1 + squared / total
    return max(0.0, middle - half), min(1.0, middle + half)
