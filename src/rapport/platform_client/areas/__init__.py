"""The operations by subject, one class each; every failure is a PlatformError."""
