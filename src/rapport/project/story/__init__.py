"""The main job from end to end against a sandbox: what the command `rapport story` tells."""
