"""The line to a language model that may propose statements: off unless the operator names an endpoint. Standard library only.

What to ask and what of the answer is kept is the reading engine's (`kopri.reading.propose`); here is the network.
"""
