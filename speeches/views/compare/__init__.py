"""The comparison pages: eight screens over one scope, sets of picked speeches, decisions, downloads."""
