"""The speech archive: models, verbs and pages. Rooms and floors: docs/架构.md."""
