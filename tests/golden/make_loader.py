#!/usr/bin/python3
"""Writes loader.json: the orders of PyTorch's samplers, splits and loaders, and what they leave in the generators.

Run with a Python that has torch (Debian: python3-torch): /usr/bin/python3 tests/golden/make_loader.py
With a number, as the tests run it, other sizes and seeds are drawn with that number and printed.
"""
import json
import pathlib
import random
import sys
import warnings

import torch
from torch.utils.data import (BatchSampler, DataLoader, Dataset, IterableDataset, RandomSampler,
                              SubsetRandomSampler, WeightedRandomSampler, get_worker_info, random_split)
from torch.utils.data.distributed import DistributedSampler

PASSES = 2


class Numbers(Dataset):
    """Each sample says who made it, and draws twice."""

    def __init__(self, count):
        self.count = count

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        info = get_worker_info()
        own = torch.tensor([index, info.id if info else -1])
        return own, torch.rand(()), torch.randint(1000, ())


class Stream(IterableDataset):
    """Worker i gives as many numbers as the i-th length says."""

    def __init__(self, lengths):
        self.lengths = lengths

    def __iter__(self):
        info = get_worker_info()
        worker = info.id if info else 0
        for i in range(self.lengths[worker]):
            yield torch.tensor(100 * worker + i), torch.rand(())


def digest(numbers):
    value = 0
    for number in numbers:
        value = (value * 31 + number + 1) % 1_000_000_007
    return value


def seeded(seed, generator_seed):
    torch.manual_seed(seed)
    return None if generator_seed is None else torch.Generator().manual_seed(generator_seed)


def left_over(case, generator):
    case["next"] = torch.rand(()).item()
    case["next_own"] = None if generator is None else torch.rand((), generator=generator).item()
    return case


def sampler_case(kind, make, seed, generator_seed, **args):
    generator = seeded(seed, generator_seed)
    sampler = make(generator)
    passes = []
    for epoch in range(PASSES):
        if kind == "distributed":
            sampler.set_epoch(epoch)
        order = [i for batch in sampler for i in batch] if kind == "batch" else [int(i) for i in sampler]
        passes.append({"count": len(order), "first": order[:8], "digest": digest(order)})
    case = {"kind": kind, "seed": seed, "generator": generator_seed, "length": len(sampler), **args, "passes": passes}
    return left_over(case, generator)


def samplers(draw):
    for n in [1, 2, 7, 32, 33, 100, draw.randint(3, 3000)]:
        seed, data = draw.randint(0, 1 << 40), range(n)
        many = draw.randint(1, 3 * n)
        weights = [round(draw.random(), 3) + 0.001 for _ in data]
        indices = draw.sample(range(10 * n), n)
        replicas = draw.randint(1, 5)
        rank = draw.randrange(replicas)
        for own in [None, draw.randint(0, 1 << 40)]:
            yield sampler_case("random", lambda g: RandomSampler(data, generator=g), seed, own, n=n)
            for replacement in [False, True]:
                yield sampler_case("random", lambda g: RandomSampler(data, replacement, many, g), seed, own, n=n, num_samples=many,
                                   replacement=replacement)
                count = max(many, 2) if replacement else min(n, many)  # PyTorch 2 draws a single one in another way
                yield sampler_case("weighted", lambda g: WeightedRandomSampler(weights, count, replacement, g), seed, own, n=n,
                                   weights=weights if n <= 100 else None, num_samples=count, replacement=replacement)
            yield sampler_case("subset", lambda g: SubsetRandomSampler(indices, g), seed, own, n=n, indices=indices if n <= 100 else None)
            for drop_last in [False, True]:
                yield sampler_case("batch", lambda g: BatchSampler(RandomSampler(data, generator=g), 3, drop_last), seed, own, n=n,
                                   drop_last=drop_last)
        for drop_last in [False, True]:
            for shuffle in [False, True]:
                yield sampler_case("distributed", lambda g: DistributedSampler(data, replicas, rank, shuffle, seed, drop_last), seed, None,
                                   n=n, replicas=replicas, rank=rank, shuffle=shuffle, drop_last=drop_last)


def splits(draw):
    for n in [10, 30, 99, draw.randint(3, 300)]:
        a = draw.randint(0, n)
        for lengths in [[a, n - a], [n], [0.3, 0.3, 0.4], [0.8, 0.2], [1 / 3, 1 / 3, 1 / 3]]:
            for own in [None, draw.randint(0, 1 << 40)]:
                seed = draw.randint(0, 1 << 40)
                generator = seeded(seed, own)
                parts = random_split(range(n), lengths, **({} if generator is None else {"generator": generator}))
                case = {"n": n, "seed": seed, "generator": own, "lengths": lengths, "parts": [list(p.indices) for p in parts]}
                yield left_over(case, generator)


def loader_case(dataset, args, seed, own, **options):
    generator = seeded(seed, own)
    warnings.filterwarnings("ignore", message="This DataLoader will create")
    loader = DataLoader(dataset, generator=generator, **options)
    batches = []
    for _ in range(PASSES):
        batches.append([[part.reshape(-1).tolist() for part in batch] for batch in loader])
    return left_over({**args, "seed": seed, "generator": own, **options, "passes": batches}, generator)


def loaders(draw):
    few = len(sys.argv) > 1  # starting workers takes PyTorch a while
    drawn = [(draw.randint(1, 30), draw.randint(1, 8))]
    for n, batch_size in drawn if few else [(7, 3), (6, 3), (12, 2)] + drawn:
        for workers in [0, 2] if few else [0, 1, 2, 3]:
            for own in [None, draw.randint(0, 1 << 40)]:
                for shuffle, drop_last in [(False, False), (True, False), (True, True)]:
                    yield loader_case(Numbers(n), {"n": n}, draw.randint(0, 1 << 40), own, batch_size=batch_size, shuffle=shuffle,
                                      drop_last=drop_last, num_workers=workers)
    yield loader_case(Numbers(4), {"n": 4}, draw.randint(0, 1 << 40), None, batch_size=None, shuffle=True, num_workers=2)
    for lengths in [[5], [5, 5], [4, 8, 4], [draw.randint(1, 9)] * 3]:
        for drop_last in [False, True]:
            workers = 0 if len(lengths) == 1 else len(lengths)
            yield loader_case(Stream(lengths), {"lengths": lengths}, draw.randint(0, 1 << 40), None, batch_size=2, drop_last=drop_last,
                              num_workers=workers)


def main():
    draw = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    cases = {"samplers": list(samplers(draw)), "splits": list(splits(draw)), "loaders": list(loaders(draw))}
    if len(sys.argv) > 1:
        json.dump(cases, sys.stdout)
        return
    text = "{\n" + ",\n".join(f'"{name}": [\n' + ",\n".join(json.dumps(c) for c in rows) + "\n]" for name, rows in cases.items()) + "\n}\n"
    (pathlib.Path(__file__).parent / "loader.json").write_text(text)


main()
