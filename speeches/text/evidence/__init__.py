"""Theme words and what they weigh: the rooms behind themes.py."""
