"""Policy packs and playbooks as checked values; pure."""
