"""The line to a language model, against a server on this machine that answers, lies, stalls and talks rubbish."""
