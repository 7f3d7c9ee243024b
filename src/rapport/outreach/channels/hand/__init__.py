"""A person's own hand: we open the chat with the text in it, they send, we keep the note."""
