"""Runs a command to its end and prints the peak memory in MiB of the largest process that it started, in the last line."""

import resource
import subprocess
import sys

code = subprocess.run(sys.argv[1:]).returncode
# Linux says it in KiB.
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, flush=True)
sys.exit(code)
