"""Charts: from data to SVG and PNG; they know no ledger and no web."""
