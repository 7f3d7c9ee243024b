"""Pages for people: the creator's side under /creator/, the owner's controls under /control/."""
