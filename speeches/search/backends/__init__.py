"""Where the words of the passages are looked up; chosen in speeches/search/__init__.py and nowhere else."""
