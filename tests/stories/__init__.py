"""The few end-to-end tests: the whole job, kills in the middle of it, races for the last places."""
