"""Results as numbers that are compared between frameworks."""
import serve
import torch

CHUNK = 1 << 20


def of(*results):
    return [_of(result.detach().reshape(-1)) for result in results]


def numbers(xs):
    return serve.values(len(xs), sum(xs), sum(map(abs, xs)), lambda i: xs[i])


@torch.no_grad()
def _of(flat):
    total = absolute = 0.0
    for piece in flat.split(CHUNK):  # so that the copy in float64 stays small
        piece = piece.double()
        total += piece.sum().item()
        absolute += piece.abs().sum().item()
    return serve.values(len(flat), total, absolute, lambda i: flat[i].double().item())
