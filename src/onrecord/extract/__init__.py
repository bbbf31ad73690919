"""Who said what: one module a question, each a pure function of the text and the scores."""
