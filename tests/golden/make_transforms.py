#!/usr/bin/python3
"""Writes transforms.json: what torchvision's transforms make of small random images, tensors all of them.

Run with a Python that has torchvision (Debian: python3-torchvision): /usr/bin/python3 tests/golden/make_transforms.py
With --serve it answers cases instead, a line of JSON for each: the tests ask it about other sizes and seeds.

A case: transform (an expression in torchvision.transforms), shape (N, C, H, W), dtype, seed. The images are drawn after
manual_seed(seed), as randint(256) or rand; the transform is applied to one after another after manual_seed(seed + 1). The answer adds
what came out (bytes in base64), how the transform prints, and the next random number, which tells that there were as many draws.
"""
import base64
import json
import os
import sys

import torch
import torchvision.transforms.functional as F
from torchvision.transforms import *

torch.set_num_threads(1)

BOTH, BYTE, FLOAT = ("uint8", "float32"), ("uint8",), ("float32",)
BILINEAR, BICUBIC, NEAREST = "InterpolationMode.BILINEAR", "InterpolationMode.BICUBIC", "InterpolationMode.NEAREST"

# (transform, dtypes); each wants images of three channels, and most do with one.
ROWS = [
    ("Lambda(lambda x: ToTensor()(x.permute(1, 2, 0).numpy()))", BOTH),
    ("Normalize(mean=(0.5, 0.4, 0.3), std=(0.2, 0.3, 0.4))", FLOAT),
    ("Normalize(mean=(0.5,), std=(0.25,))", FLOAT),
    ("ConvertImageDtype(torch.float32)", BYTE),
    ("ConvertImageDtype(torch.float64)", BOTH),
    ("ConvertImageDtype(torch.uint8)", FLOAT),
    ("ConvertImageDtype(torch.int16)", BOTH),
    ("Pad(padding=2)", BOTH),
    ("Pad(padding=-2)", BYTE),
    ("Pad(padding=(1, 2), padding_mode='reflect')", BOTH),
    ("Pad(padding=(1, 2, 3, 0), fill=3)", BOTH),
    ("Pad(padding=(0, 2, 0, 1), padding_mode='edge')", BOTH),
    ("Pad(padding=3, padding_mode='symmetric')", BYTE),
    ("CenterCrop(5)", BYTE),
    ("CenterCrop((12, 5))", BOTH),
    ("CenterCrop((4, 13))", BYTE),
    ("RandomCrop((5, 4))", BOTH),
    ("RandomCrop(8)", BYTE),
    ("RandomCrop(7, padding=2)", BYTE),
    ("RandomCrop((8, 7), padding=(1, 2), padding_mode='reflect')", BOTH),
    ("RandomCrop(6, padding=(1, 2, 0, 3), fill=7)", BYTE),
    ("RandomCrop(20, pad_if_needed=True, padding_mode='edge')", BYTE),
    ("RandomCrop(12, padding=1, pad_if_needed=True, padding_mode='symmetric')", BYTE),
    ("RandomHorizontalFlip(p=0.5)", BOTH),
    ("RandomVerticalFlip(p=0.7)", BYTE),
    ("Grayscale(num_output_channels=1)", BOTH),
    ("RandomGrayscale(p=0.5)", BOTH),
    ("Resize(12, antialias=False)", BOTH),
    ("Resize(5, antialias=False)", BOTH),
    ("Resize(5, antialias=True)", BOTH),
    (f"Resize((6, 13), {BICUBIC}, antialias=True)", BOTH),
    (f"Resize((6, 13), {BICUBIC}, antialias=False)", BOTH),
    (f"Resize((5, 14), {NEAREST}, antialias=False)", BOTH),
    ("Resize(20, max_size=21, antialias=True)", BYTE),
    ("RandomResizedCrop(6, antialias=True)", BOTH),
    (f"RandomResizedCrop((7, 5), scale=(0.3, 0.9), ratio=(0.5, 2.0), interpolation={BICUBIC}, antialias=False)", BOTH),
    ("RandomResizedCrop(6, scale=(2.0, 3.0), antialias=True)", BYTE),
    ("RandomResizedCrop(6, scale=(2.0, 3.0), ratio=(0.1, 0.2), antialias=True)", BYTE),
    ("RandomResizedCrop(6, scale=(2.0, 3.0), ratio=(3.0, 4.0), antialias=True)", BYTE),
    ("RandomRotation(30)", BOTH),
    (f"RandomRotation((-180, 180), {BILINEAR})", BOTH),
    ("RandomRotation(45, expand=True)", BYTE),
    (f"RandomRotation(45, {BILINEAR}, expand=True, fill=0.5)", FLOAT),
    ("RandomRotation((10, 60), center=(2.0, 3.0), fill=[1.0, 2.0, 3.0])", BYTE),
    (f"RandomRotation((10, 60), {BILINEAR}, center=(2.0, 3.0), fill=[1.0, 2.0, 3.0])", BOTH),
    ("RandomAffine(20, translate=(0.2, 0.1), scale=(0.8, 1.3), shear=10)", BOTH),
    (f"RandomAffine(5, shear=(-5, 5, -8, 8), interpolation={BILINEAR}, fill=9, center=(4.0, 5.0))", BOTH),
    ("ColorJitter(0.4, 0.4, 0.4, 0.2)", BOTH),
    ("ColorJitter(brightness=(0.5, 1.5))", BOTH),
    ("ColorJitter(contrast=0.7, hue=(-0.1, 0.3))", BYTE),
    ("ColorJitter(hue=0.5)", BOTH),
    ("ColorJitter(saturation=2)", BYTE),
    ("GaussianBlur(3)", BOTH),
    ("GaussianBlur((5, 3), (0.5, 1.5))", BOTH),
    ("RandomErasing(p=0.9)", BOTH),
    ("RandomErasing(p=1.0, scale=(0.1, 0.9), value=0.5)", FLOAT),
    ("RandomErasing(p=0.8, ratio=(0.5, 2.0), value=[1.5, 2.0, 3.0])", BYTE),
    ("RandomErasing(p=0.9, value='random')", FLOAT),
    ("RandomApply([RandomCrop(5), RandomVerticalFlip()], p=1.0)", BYTE),
    ("RandomApply([ColorJitter(0.5), RandomHorizontalFlip()], p=0.4)", BYTE),
    ("Compose([RandomCrop(6, padding=2), RandomHorizontalFlip(), ConvertImageDtype(torch.float32), "
     "Normalize(mean=(0.5,), std=(0.25,))])", BYTE),
    ("Compose([RandomResizedCrop(9, antialias=True), ColorJitter(0.3, 0.3, 0.3, 0.1), RandomApply([GaussianBlur(3)], p=0.5), "
     "RandomGrayscale(p=0.3), RandomErasing(p=0.5)])", FLOAT),
    ("Lambda(lambda x: F.crop(x, -2, 3, 7, 9))", BYTE),
    ("Lambda(lambda x: F.crop(x, 3, 50, 5, 6))", BYTE),
    ("Lambda(lambda x: F.resized_crop(x, 1, 2, 6, 5, [4, 7], antialias=True))", BOTH),
    ("Lambda(lambda x: F.rotate(x, 33.0))", BOTH),
    ("Lambda(lambda x: F.rotate(x, -77.0, InterpolationMode.BILINEAR))", BOTH),
    ("Lambda(lambda x: F.affine(x, 12.0, [2, -1], 0.8, [4.0, -3.0], InterpolationMode.BILINEAR))", BOTH),
    ("Lambda(lambda x: F.adjust_brightness(x, 1.7))", BOTH),
    ("Lambda(lambda x: F.adjust_contrast(x, 0.3))", BOTH),
    ("Lambda(lambda x: F.adjust_saturation(x, 2.5))", BOTH),
    ("Lambda(lambda x: F.adjust_hue(x, -0.3))", BOTH),
    ("Lambda(lambda x: F.gaussian_blur(x, [3, 5]))", BOTH),
    ("Lambda(lambda x: F.erase(x, 1, 2, 3, 4, torch.tensor(0.25)))", FLOAT),
]


def answer(case):
    torch.manual_seed(case["seed"])
    images = (torch.randint(0, 256, case["shape"], dtype=torch.uint8) if case["dtype"] == "uint8"
              else torch.rand(case["shape"], dtype=getattr(torch, case["dtype"])))
    transform = eval(case["transform"])
    torch.manual_seed(case["seed"] + 1)
    results = [transform(image) for image in images]
    return {**case, "printed": str(transform), "results": [packed(r) for r in results], "next": torch.rand(1).item()}


def packed(tensor):
    data = base64.b64encode(tensor.contiguous().numpy().tobytes()).decode()
    return {"shape": list(tensor.shape), "dtype": str(tensor.dtype)[len("torch."):], "data": data}


def main():
    if "--serve" in sys.argv:
        for line in sys.stdin:
            print(json.dumps(answer(json.loads(line))), flush=True)
        return
    cases = []
    for i, (transform, dtypes) in enumerate(ROWS):
        for dtype in dtypes:
            count = 3 if dtype == "uint8" else 1
            cases.append(answer({"transform": transform, "shape": [count, 3, 9, 8], "dtype": dtype, "seed": 100 + i}))
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "transforms.json")
    with open(path, "w") as file:
        file.write('{"torchvision": "0.14.1", "cases": [\n' + ",\n".join(json.dumps(c) for c in cases) + "\n]}\n")


main()
