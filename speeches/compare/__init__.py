"""Compare speeches: what each frames, and how. Every screen is a value that templates and exports walk."""
