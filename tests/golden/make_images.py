#!/usr/bin/env python3
"""Writes images.json: small PNG and JPEG files of all kinds, and the pixels that torchvision reads in them.

PIL answers where torchvision does not: for palettes, whose numbers it gives, and for images of four inks.
Needs python3-torch, python3-torchvision, python3-pil, python3-numpy:  /usr/bin/python3 tests/golden/make_images.py
"""
import base64
import io
import json
import os
import struct
import zlib

import numpy
import torch
from PIL import Image
from torchvision.io import ImageReadMode, decode_image, encode_jpeg

WIDTH, HEIGHT = 13, 9
random = numpy.random.RandomState(7)


def pixels(channels, width=WIDTH, height=HEIGHT):
    """Smooth colours with some noise, and some grey pixels."""
    y, x = numpy.mgrid[0:height, 0:width]
    planes = [(x * (5 + 3 * c) + y * (9 - 2 * c) + 40 * c) % 256 for c in range(channels)]
    image = numpy.stack(planes, -1) + random.randint(0, 20, (height, width, channels))
    image[0, :, :] = image[0, :, :1]
    return numpy.clip(image, 0, 255).astype(numpy.uint8)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def raw_png(color, depth, rows, width=WIDTH, height=HEIGHT, interlace=0, more=b""):
    header = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, interlace)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + more + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def packed_rows(samples, depth):
    """Rows without a filter, of samples of less or more than 8 bits: (height, width * channels)."""
    rows = b""
    for row in samples:
        bits = "".join(format(int(v), f"0{depth}b") for v in row)
        bits += "0" * (-len(bits) % 8)
        rows += b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")
    return rows


def adam7(image):
    """The rows of the seven passes of an image (height, width, channels) of 8 bits."""
    rows = b""
    for y, x, dy, dx in [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]:
        part = image[y::dy, x::dx]
        if part.size:
            rows += b"".join(b"\0" + row.tobytes() for row in part)
    return rows


def saved(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def answer(array):
    planes = numpy.ascontiguousarray(array)
    return {"shape": list(planes.shape), "data": base64.b64encode(planes.tobytes()).decode()}


MODES = {"Unchanged": ImageReadMode.UNCHANGED, "Gray": ImageReadMode.GRAY, "GrayAlpha": ImageReadMode.GRAY_ALPHA,
         "Rgb": ImageReadMode.RGB, "RgbAlpha": ImageReadMode.RGB_ALPHA}


def by_torchvision(file, modes):
    data = torch.frombuffer(bytearray(file), dtype=torch.uint8)
    return {name: answer(decode_image(data, MODES[name]).contiguous().numpy()) for name in modes}


def by_pil(file, modes):
    result = {}
    for name, mode in modes.items():
        image = Image.open(io.BytesIO(file))
        for step in mode:
            image = image.convert(step)
        array = numpy.asarray(image)
        result[name] = answer(array[None] if array.ndim == 2 else array.transpose(2, 0, 1))
    return result


files = []


def add(name, file, answers):
    files.append({"name": name, "file": base64.b64encode(file).decode(), "modes": answers})


def add_png(name, file, modes=tuple(MODES)):
    add(name, file, by_torchvision(file, modes))


def add_jpeg(name, file):
    add(name, file, by_torchvision(file, ["Unchanged", "Gray", "Rgb"]))


gray, rgb, rgba, two = pixels(1), pixels(3), pixels(4), pixels(2)
add_png("grey.png", saved(Image.fromarray(gray[..., 0]), "PNG"))
add_png("grey with alpha.png", saved(Image.fromarray(two, "LA"), "PNG"))
add_png("rgb.png", saved(Image.fromarray(rgb), "PNG"))
add_png("rgba.png", saved(Image.fromarray(rgba), "PNG"))
add_png("interlaced.png", raw_png(2, 8, adam7(rgb), interlace=1))
add_png("interlaced one pixel wide.png", raw_png(0, 8, adam7(pixels(1, 1, 5)), 1, 5, interlace=1))
add_png("other gamma.png", raw_png(2, 8, packed_rows(rgb.reshape(HEIGHT, -1), 8),
                                   more=chunk(b"gAMA", struct.pack(">I", 100000))), ["Unchanged", "Rgb", "RgbAlpha"])
add_png("a transparent colour.png", raw_png(2, 8, packed_rows(rgb.reshape(HEIGHT, -1), 8),
                                            more=chunk(b"tRNS", struct.pack(">HHH", *map(int, rgb[3, 3])))))
for depth in 1, 2, 4:
    levels = random.randint(0, 1 << depth, (HEIGHT, WIDTH))
    add_png(f"grey of {depth} bits.png", raw_png(0, depth, packed_rows(levels, depth)), ["Unchanged", "Gray", "Rgb"])
    palette = random.randint(0, 256, (1 << depth, 3)).astype(numpy.uint8)
    file = raw_png(3, depth, packed_rows(levels, depth), more=chunk(b"PLTE", palette.tobytes()))
    add(f"palette of {depth} bits.png", file, by_pil(file, {"Unchanged": ["RGB"], "Rgb": ["RGB"], "RgbAlpha": ["RGBA"]}))
    file = raw_png(3, depth, packed_rows(levels, depth), more=chunk(b"PLTE", palette.tobytes()) + chunk(b"tRNS", b"\x40\x80"))
    add(f"palette of {depth} bits with alpha.png", file, by_pil(file, {"Unchanged": ["RGBA"], "Rgb": ["RGB"], "RgbAlpha": ["RGBA"]}))
for color, channels in (0, 1), (2, 3):  # torchvision gives uint16, which NativeTorch lacks: the upper byte is what PIL takes of them
    deep = random.randint(0, 65536, (HEIGHT, WIDTH * channels))
    upper = answer((deep >> 8).astype(numpy.uint8).reshape(HEIGHT, WIDTH, channels).transpose(2, 0, 1))
    add(f"16 bits, {channels} channels.png", raw_png(color, 16, packed_rows(deep, 16)),
        {"Unchanged": upper, "Gray" if channels == 1 else "Rgb": upper})

wide = pixels(3, 37, 21)
for quality, subsampling in (95, 0), (75, 1), (40, 2):
    add_jpeg(f"quality {quality}, subsampling {subsampling}.jpg", saved(Image.fromarray(wide), "JPEG", quality=quality, subsampling=subsampling))
add_jpeg("progressive.jpg", saved(Image.fromarray(wide), "JPEG", progressive=True))
add_jpeg("grey.jpg", saved(Image.fromarray(pixels(1, 37, 21)[..., 0]), "JPEG"))
exif = Image.Exif()
exif[0x0112] = 6  # turned by 90 degrees
add_jpeg("orientation.jpg", saved(Image.fromarray(wide), "JPEG", exif=exif))
file = saved(Image.fromarray(pixels(4, 37, 21), "CMYK"), "JPEG", quality=90)
add("four inks.jpg", file, by_pil(file, {"Gray": ["RGB", "L"], "Rgb": ["RGB"]}))

written = torch.from_numpy(wide.transpose(2, 0, 1).copy())
encoded = {str(quality): base64.b64encode(encode_jpeg(written, quality).numpy().tobytes()).decode() for quality in (30, 75, 95)}

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "images.json")
with open(path, "w") as out:
    json.dump({"files": files, "written": {"image": answer(written.numpy()), "encoded": encoded}}, out, indent=0)
    out.write("\n")
