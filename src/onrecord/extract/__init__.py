"""Who said what: one module per question, each a pure function of the text and the model's scores."""
