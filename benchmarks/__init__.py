"""How fast and how large: each command prints its figures with the machine they were taken on."""
