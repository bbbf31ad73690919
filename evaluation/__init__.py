"""How good the record is: metrics, floors and the commands that print the accuracy tables."""
