"""Reading creators from files: a row in, facts or a refusal out."""
