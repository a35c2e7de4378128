"""PyTorch, any version, as a peer of the benchmarks: torch_cases/ has its operations."""
import sys

import serve

try:
    import torch
except ImportError as e:
    serve.cannot_run("PyTorch", str(e))

if sys.argv[1:2] == ["once"]:
    from torch_cases import once

    sys.exit(once.run(sys.argv[2]))

import torch_cases

VARIANTS = {"layout": ["contiguous", "channels_last"], "loader": ["default", "batch sampler"], "transforms": ["PIL", "tensors"],
            "opening": ["numpy.memmap"], "reading": ["torch.load", "numpy.load"],
            "summing": ["sum of torch.load", "sum of numpy.memmap"]}


def prepare(request):
    make = torch_cases.OPERATIONS.get(request["op"])
    if make is None:
        raise serve.Unsupported(f"no operation {request['op']}")
    torch.set_num_threads(request["threads"])
    torch.manual_seed(request["seed"])
    return make(request["params"], request.get("variant", ""))


serve.serve({"name": "PyTorch", "version": torch.__version__, "device": "cpu", "role": "peer", "variants": VARIANTS}, prepare)
