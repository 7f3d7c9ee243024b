"""The console: server-rendered pages, htmx where a part changes. A door: parse, call once, render."""
