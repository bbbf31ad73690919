"""How things look on a terminal."""

from onrecord.types import Framing

# Readable on dark and on light grounds; the attributes carry the difference without colour.
SOURCE = "bold"
CUE = "underline"
CONTENTS = ("italic color(31)", "italic color(97)")
EXCLUDED = "dim"
QUIET = "dim"
DENIAL = "color(167)"
FRAMINGS = {Framing.NEUTRAL: "", Framing.DISTANCING: "color(136)", Framing.ENDORSING: "color(71)"}
