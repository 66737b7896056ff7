"""Masked texts, common runs and the archive's lookup: the rooms behind reuse.py."""
