"""Make the model that onrecord ships from public corpora. Needs the ``training`` extra."""
