"""What the ledger finds, as plain JSON values."""

from onrecord.ledger.plain import to_plain

hit_to_dict = moment_to_dict = profile_to_dict = to_plain
