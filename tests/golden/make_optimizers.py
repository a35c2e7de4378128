#!/usr/bin/python3
"""Writes optimizers32.json: a few steps of each of PyTorch's optimizers in float32, with given gradients.

Run with a Python that has torch (Debian: python3-torch): /usr/bin/python3 tests/golden/make_optimizers.py
A case holds optimizer, options, start, gradients and steps (the parameter after each). Rows of a gradient that are all zero
are not in the sparse gradient that SparseAdam gets.
"""
import json
import pathlib

import torch

CASES = [
    ("SGD", {"lr": 0.1, "weight_decay": 0.1}),
    ("SGD", {"lr": 0.1, "momentum": 0.9, "nesterov": True, "weight_decay": 0.1, "maximize": True}),
    ("SGD", {"lr": 0.1, "momentum": 0.9, "dampening": 0.3}),
    ("Adam", {"lr": 0.1, "weight_decay": 0.1, "maximize": True}),
    ("Adam", {"lr": 0.1, "betas": (0.7, 0.8), "amsgrad": True}),
    ("AdamW", {"lr": 0.1, "weight_decay": 0.3}),
    ("AdamW", {"lr": 0.1, "amsgrad": True, "maximize": True}),
    ("Adamax", {"lr": 0.1, "weight_decay": 0.1, "maximize": True}),
    ("Adamax", {"betas": (0.5, 0.6), "eps": 1e-3}),
    ("NAdam", {"lr": 0.1, "weight_decay": 0.1, "momentum_decay": 0.02}),
    ("RAdam", {"lr": 0.1, "weight_decay": 0.1}),
    ("RAdam", {"lr": 0.1, "betas": (0.5, 0.7)}),
    ("Adagrad", {"lr": 0.1, "lr_decay": 0.1, "weight_decay": 0.1, "initial_accumulator_value": 0.2}),
    ("Adagrad", {"maximize": True, "eps": 1e-3}),
    ("Adadelta", {"lr": 10.0, "rho": 0.8, "weight_decay": 0.1}),
    ("Adadelta", {"maximize": True}),
    ("RMSprop", {"lr": 0.1, "alpha": 0.8, "weight_decay": 0.1, "maximize": True}),
    ("RMSprop", {"lr": 0.1, "alpha": 0.8, "momentum": 0.5}),
    ("RMSprop", {"lr": 0.1, "alpha": 0.8, "centered": True, "eps": 0.1}),
    ("RMSprop", {"lr": 0.1, "alpha": 0.8, "centered": True, "momentum": 0.5, "eps": 0.1}),
    ("Rprop", {"lr": 0.1}),
    ("Rprop", {"lr": 0.1, "etas": (0.3, 3.0), "step_sizes": (0.05, 0.5), "maximize": True}),
    ("ASGD", {"lr": 0.1, "lambd": 0.1, "alpha": 0.5, "t0": 2.0, "weight_decay": 0.1}),
    ("ASGD", {"maximize": True}),
    ("SparseAdam", {"lr": 0.1}),
    ("SparseAdam", {"lr": 0.1, "betas": (0.5, 0.6), "eps": 1e-3, "maximize": True}),
]
STEPS = 8


def numbers(tensor):
    """Nine digits are enough to tell float32 apart."""
    return [numbers(x) for x in tensor] if tensor.dim() else float(f"{tensor.item():.9g}")


def follow(name, options):
    torch.manual_seed(0)
    p = torch.randn(4, 3).requires_grad_()
    gradients = torch.randn(STEPS, 4, 3)
    gradients[1] = gradients[0]
    gradients[::2, 1] = 0
    gradients[3:5, 2:] = 0
    optimizer = getattr(torch.optim, name)([p], **{"lr": 0.01, **options} if name == "SGD" else options)
    case = {"optimizer": name, "options": options, "start": numbers(p), "gradients": numbers(gradients), "steps": []}
    for gradient in gradients:
        if name == "SparseAdam":
            rows = gradient.ne(0).any(1).nonzero()[:, 0]
            gradient = torch.sparse_coo_tensor(rows[None], gradient[rows], gradient.shape)
        p.grad = gradient
        optimizer.step()
        case["steps"].append(numbers(p))
    return case


path = pathlib.Path(__file__).with_name("optimizers32.json")
path.write_text("[\n" + ",\n".join(json.dumps(follow(*case)) for case in CASES) + "\n]\n")
