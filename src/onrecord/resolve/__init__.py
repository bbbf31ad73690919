"""Words of a report → who is meant, when and where."""
