"""One round for each line on standard input: a chain of NODES x = x * 1.0001, built and run backward.

Prints nanoseconds per node for both halves."""
import sys
import time

import torch

nodes = int(sys.argv[1])
torch.set_num_threads(1)
print("torch", torch.__version__, flush=True)
for _ in sys.stdin:
    leaf = torch.ones(1, requires_grad=True)
    start = time.perf_counter_ns()
    x = leaf
    for _ in range(nodes):
        x = x * 1.0001
    middle = time.perf_counter_ns()
    x.backward()
    end = time.perf_counter_ns()
    print((middle - start) / nodes, (end - middle) / nodes, flush=True)
