"""What a creator's short videos and LIVEs show: words, rhythm, hours, spread, shares, sales, titles to name."""
