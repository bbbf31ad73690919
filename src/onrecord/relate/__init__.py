"""What statements do to each other: confirm, deny, repeat."""

from onrecord.relate.answers import find_answers

__all__ = ["find_answers"]
