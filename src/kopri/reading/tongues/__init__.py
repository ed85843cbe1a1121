"""Korean and Russian: who is named, what happens, what is promised and agreed, by grammars of their own over the frames all languages share."""
