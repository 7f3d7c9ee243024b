"""Writes of quota, invitations and messages."""
