"""Pure text work: str in, frozen dataclasses out. Knows nothing of Django, files or settings."""
