"""A rehearsal: a hall of invented people plays an evening over HTTP; what was sent and what is stored are compared.

`stage` makes a throw-away copy of an evening and takes it away, `cast` says who does what and when, `people` and
`screens` do it through `client`, `book` notes what was sent and answered, `report` compares. Threads rather than an
event loop: a phone is written as the straight line of what it does, shares its client with `send_ideas`, and 400
threads that mostly sleep cost a few per cent of a core. Only the standard library: nothing more is installed for it.
"""
