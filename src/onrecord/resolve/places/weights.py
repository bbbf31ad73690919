"""The tuned weights of ``scoring``: a conditional logit, made by ``python -m training.places``.

On the parts of LGL and TR-News that are not set aside, with the small gazetteer: 86 and 91 of 100
toponyms within 161 km (``python -m evaluation.places``).
"""

WEIGHTS = {
    # Logarithm of inhabitants, 10 million as 1.
    "population": 6.02,
    "country": 1.16,
    "first_order": 1.36,
    "second_order": -0.57,
    "capital": 0.67,
    # Those from here to "continent" are set by hand: no place of the kind is in the small
    # gazetteer.
    "lower_order": -1.0,
    "region": -0.5,
    "water": -1.0,
    "land": -1.0,
    "facility": -2.0,
    "continent": 1.0,
    # Named by another of its names.
    "alternate": -1.85,
    # Words cut off until the gazetteer knew the name.
    "cut": -2.89,
    # A country or division behind a comma.
    "holds": 0.59,
    # In the outlet's country, by its address.
    "home_country": 2.15,
    # Near a place of the outlet's name.
    "home_near": 1.74,
    # In the division of one.
    "home_division": 0.55,
    # In a country of newspapers in English.
    "english": 0.19,
    # A place of the outlet's name there.
    "home_english": 1.26,
    # Share of the other names in its country.
    "share_country": 1.41,
    # And in its first-order division.
    "share_first_order": 3.05,
    # Its country is among the other names.
    "named_country": 1.52,
    "named_first_order": 1.65,
    "named_second_order": 2.02,
    # Other names within 30, 150, 700 km.
    "near": 0.45,
    "around": 2.96,
    "far_around": -0.92,
    # In what stands behind the comma.
    "lies_in": 2.3,
    # Holds what stands before the comma.
    "holds_it": 0.78,
}
# Of the one more candidate of every name, "none of them".
NONE = 4.24
FEATURES = tuple(WEIGHTS)
