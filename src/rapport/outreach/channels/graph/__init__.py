"""What WhatsApp, Instagram and Messenger have in common: Meta's Graph API."""
