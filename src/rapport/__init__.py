"""Rapport (建联): find creators, invite them under scarce quotas, settle and review."""
