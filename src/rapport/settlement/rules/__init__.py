"""What is owed, what is posted, and why two sums differ; pure, integers only."""
