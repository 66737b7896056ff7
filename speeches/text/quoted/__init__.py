"""Marks, sources and known wordings of quotations: the rooms behind quotations.py and variants.py."""
