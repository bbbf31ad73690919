"""Compare texts and records: what two editions differ in, which texts share their words; pure.

The modules are imported one by one, because `onrecord.compare.prints` loads numpy and a command
that only looks at editions need not wait for it.
"""
