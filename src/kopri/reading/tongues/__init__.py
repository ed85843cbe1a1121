"""Korean and Russian: who is named, what happens, what is promised and agreed, by grammars of their own.

They fill the same statements as the English readers; the words stand in `data/`.
"""
