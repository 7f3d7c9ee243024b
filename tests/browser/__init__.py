"""The console in a browser: Chromium over a server of its own, on a data folder of its own."""
