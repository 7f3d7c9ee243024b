"""Reads of quota, invitations and threads."""
