"""Cues of moves and constructions: the rooms behind moves.py, constructions.py and subjects.py."""
