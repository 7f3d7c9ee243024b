"""The platform's rules and the seller's own way of working, both as dated, sourced data."""
