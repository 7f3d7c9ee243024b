"""A local server of the TikTok Shop Open API's affiliate side, with simulated creators."""
