"""The engines that can answer a screen: the embedded index, and databases that are asked in SQL."""
