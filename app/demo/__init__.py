"""The demo province: made-up people on the province's real units, for trying, showing and measuring.

It knows every area and is known by none; only the command line joins it.
"""
