"""Webhooks: what is news, how it is put into the outbox, and how it is taken out to those who listen."""
