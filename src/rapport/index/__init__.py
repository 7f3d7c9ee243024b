"""A columnar index of rows with numbers, words, sets and texts: built by one writer, read from mapped files by many.

It knows nothing of creators. Files are never changed: a new version is a new file, and a small manifest that is
replaced in one step says which files are the present ones.
"""
