"""Products, target collaborations, and the terms under which a creator earns."""
