"""Find and nest numbered points: the rooms behind outline.py."""
