#!/usr/bin/python3
"""Writes ops.json: PyTorch's answers for the table's ops, small enough to be committed.

Run with a Python that has torch (Debian: python3-torch): /usr/bin/python3 tests/golden/make.py
A case holds op, args (tensors or numbers), out and, where the op is differentiable, grads of sum(out * cotangent).
"""
import json
import math
import pathlib

import torch
import torch.nn.functional as F

EDGES = [float("nan"), float("inf"), -float("inf"), 0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.5, -2.5, 1e-3, -1e-3, 30.0, -30.0, 88.0]

UNARY = """exp exp2 expm1 log log2 log10 log1p sqrt rsqrt reciprocal sin cos tan asin acos atan sinh cosh tanh asinh acosh
atanh sigmoid erf erfc neg abs sign square relu ceil floor round trunc frac isnan isinf isfinite logical_not
lgamma digamma erfinv i0 deg2rad rad2deg signbit isposinf isneginf""".split()
FUNCTIONAL = {"log_sigmoid": F.logsigmoid, "silu": F.silu, "gelu": F.gelu, "softsign": F.softsign, "mish": F.mish,
              "hardswish": F.hardswish, "hardsigmoid": F.hardsigmoid, "hardshrink": F.hardshrink, "softshrink": F.softshrink,
              "hardtanh": F.hardtanh, "relu6": F.relu6, "tanhshrink": F.tanhshrink, "elu": F.elu, "celu": F.celu, "selu": F.selu}
BINARY = """add sub mul div floor_divide fmod remainder pow maximum minimum atan2 eq ne lt le gt ge logical_and logical_or
logical_xor fmax fmin hypot logaddexp logaddexp2 xlogy nextafter heaviside igamma igammac""".split()
NO_GRADIENT = "floor_divide nextafter heaviside igamma igammac".split()
INTEGER = ["bitwise_and", "bitwise_or", "bitwise_xor", "add", "sub", "mul", "div", "floor_divide", "fmod", "remainder", "maximum",
           "minimum", "eq", "lt", "pow", "gcd", "lcm", "bitwise_left_shift", "bitwise_right_shift"]


def number(x):
    if isinstance(x, float) and (math.isnan(x) or math.isinf(x)):
        return str(x)
    return x


def pack(value):
    if not isinstance(value, torch.Tensor):
        return value
    flat = value.detach().double().reshape(-1).tolist() if value.dtype.is_floating_point else value.reshape(-1).tolist()
    return {"dtype": str(value.dtype).split(".")[1], "shape": list(value.shape), "values": [number(x) for x in flat]}


cases = []


def case(op, function, *args, differentiable=True):
    args = [a.clone() if isinstance(a, torch.Tensor) else a for a in args]
    leaves = [a for a in args if isinstance(a, torch.Tensor) and a.dtype.is_floating_point]
    for leaf in leaves:
        leaf.requires_grad_(differentiable)
    out = function(*args)
    outs = out if isinstance(out, tuple) else (out,)
    record = {"op": op, "args": [pack(a) for a in args], "out": [pack(o) for o in outs]}
    if differentiable and outs[0].requires_grad:
        cotangent = torch.linspace(0.5, 1.5, outs[0].numel(), dtype=outs[0].dtype).reshape(outs[0].shape)
        grads = torch.autograd.grad(outs[0], leaves, cotangent, allow_unused=True)
        record["grads"] = [pack(g) if g is not None else None for g in grads]
    cases.append(record)


torch.manual_seed(0)
for name in UNARY:
    function = getattr(torch, name)
    case(name, function, torch.tensor(EDGES[1:] if name == "signbit" else EDGES))  # a NaN's sign is nobody's business
    case(name, function, torch.rand(2, 3, dtype=torch.float64) * 0.9 + 0.05)
    if name not in ("frac", "rsqrt", "isnan", "isinf", "isfinite"):
        case(name, function, torch.tensor([-3, 0, 1, 2]), differentiable=False)
for name, function in FUNCTIONAL.items():
    case(name, function, torch.tensor(EDGES[3:]))
for name in BINARY:
    function = getattr(torch, name)
    a, b = torch.meshgrid(torch.tensor(EDGES[:12]), torch.tensor(EDGES[:12]), indexing="ij")
    case(name, function, a.contiguous(), b.contiguous(), differentiable=False)
    case(name, function, torch.rand(2, 1, 3) + 0.5, torch.rand(4, 1) + 0.5, differentiable=name not in NO_GRADIENT)
for name in INTEGER:
    function = getattr(torch, name)
    for dtype in (torch.uint8, torch.int32, torch.int64):
        a = torch.tensor([7, 0, 5, 12, 1, 200 if dtype == torch.uint8 else -9], dtype=dtype)
        b = torch.tensor([2, 3, 5, 7, 1, 4], dtype=dtype)
        case(name, function, a, b, differentiable=False)
for dims in ([], [0], [1], [0, 2], [-1]):
    for keep in (False, True):
        x = torch.rand(2, 3, 4) - 0.3
        for name in ("sum", "mean", "amax", "amin", "logsumexp"):
            function = getattr(torch, name)
            all_dims = dims or [0, 1, 2]
            case(name, lambda t, f=function: f(t, dim=all_dims, keepdim=keep), x)
            cases[-1]["args"] += [all_dims, keep]
        for name in ("var", "std"):
            case(name, lambda t, f=getattr(torch, name): f(t, dim=dims or [0, 1, 2], unbiased=True, keepdim=keep), x)
            cases[-1]["args"] += [dims or [0, 1, 2], keep]
for name in ("argmax", "argmin", "all", "any", "prod"):
    x = torch.tensor([[3.0, 1.0, 3.0], [0.0, float("nan"), 2.0]])
    case(name, lambda t, f=getattr(torch, name): f(t, dim=1), x, differentiable=False)
    cases[-1]["args"] += [[1], False]

(pathlib.Path(__file__).parent / "ops.json").write_text(json.dumps({"torch": torch.__version__, "cases": cases}, indent=None,
                                                                   separators=(",", ":")) + "\n")
print(len(cases), "cases")
