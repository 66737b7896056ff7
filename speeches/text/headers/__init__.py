"""Read titles, bylines, names and file names: the rooms behind header.py."""
