"""The command line door: every command with --json and --help, exit code 2 on bad input."""
