"""Many files on CPython: what paths hold, units of work, processes, sinks, and the audit that a stopped run goes on from."""
