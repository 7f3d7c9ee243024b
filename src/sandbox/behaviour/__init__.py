"""What creators do: one file for each part of the story, moved by events and by what the seller does."""
