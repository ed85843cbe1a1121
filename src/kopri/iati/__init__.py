"""Activities and organisations to and from the open standard IATI 2.01–2.03, without loss: read, write, check, compare."""
