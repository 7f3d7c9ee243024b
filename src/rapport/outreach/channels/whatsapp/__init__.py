"""WhatsApp: the Business Cloud API."""
