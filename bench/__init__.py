"""Speed and memory beside peers: `make bench` prints one table, `docs/speed.md` keeps the last one."""
