"""Invitations, messages and the quota they share: nothing is sent twice, nothing beyond the quota."""
