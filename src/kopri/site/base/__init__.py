"""Layout, components, charts, maps, the journal, multilingual text, search, and the registry through which apps add to others' pages."""
