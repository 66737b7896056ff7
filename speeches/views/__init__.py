"""Pages: read the request, call one verb, render. No algorithm and no transaction lives here."""
