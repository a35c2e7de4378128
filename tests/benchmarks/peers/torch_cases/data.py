"""Epochs of data without training."""
import torch
from torch.utils.data import BatchSampler, DataLoader, RandomSampler, TensorDataset

from . import check


def _epoch(params, variant):
    images = params["images"]
    data = TensorDataset(torch.randn(images, 1, 28, 28), torch.randint(10, (images,)))
    if variant == "batch sampler":  # whole batches are indexed: what those do who have measured
        loader = DataLoader(data, sampler=BatchSampler(RandomSampler(data), params["batch"], drop_last=False), batch_size=None)
    else:
        loader = DataLoader(data, params["batch"], shuffle=True)

    def epoch():
        seen = 0
        for _, labels in loader:
            seen += labels.size(0)
        assert seen == images

    return check.of(*next(iter(loader))), epoch, None


OPERATIONS = {"data.epoch": _epoch}
