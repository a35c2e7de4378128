#!/usr/bin/env python3
"""Writes pickles.json: what Python pickles, in every protocol, with the text that Python prints for it.

    /usr/bin/python3 tests/golden/make_pickles.py
"""
import base64
import collections
import json
import os
import pickle

import numpy

shared = [1, 2]
values = {
    "none": None,
    "truth": [True, False],
    "integers": [0, 1, -1, 255, 256, 65535, 65536, -129, 2**31 - 1, -2**31, 2**31, 2**63 - 1, -2**63],
    "long integers": [2**63, -2**63 - 1, 10**100, -10**100, 0x1950a86a20f9469cfc6c],
    "numbers": [0.0, -0.0, 1.5, -2.25, 1e300, 5e-324, float("inf"), float("-inf")],
    "texts": ["", "abc", "grün ☃", "\U0001f600", "a'b\\n\n", "x" * 300],
    "bytes": [b"", b"abc", bytes(range(256)), b"y" * 300, bytearray(b"xyz")],
    "tuples": [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)],
    "lists": [[], [1], [[1, [2, [3]]]]],
    "dictionaries": [{}, {"a": 1, 2: "b", None: 3, 1.5: 4, (1, "x"): 5, b"k": 6}],
    "ordered dictionaries": [collections.OrderedDict(), collections.OrderedDict(b=1, a=2)],
    "sets": [{5}, frozenset([6])],
    "shared": [shared, shared],
    "many": list(range(1200)),
}
arrays = {
    "float32": numpy.arange(6, dtype="float32").reshape(2, 3),
    "big endian": numpy.arange(6).astype(">i4").reshape(2, 3),
    "column-major": numpy.asfortranarray(numpy.arange(6, dtype="float64").reshape(2, 3)),
    "uint8": numpy.arange(256, dtype="uint8"),
    "bool": numpy.array([True, False]),
    "half": numpy.array([0.5, 2], dtype="float16"),
    "empty": numpy.zeros((0, 3), dtype="int64"),
    "0-d": numpy.array(3.5),
    "scalars": [numpy.float32(0.5), numpy.int64(-3), numpy.bool_(True), numpy.float64(1e300), numpy.uint8(255)],
}


def plain(value):
    if isinstance(value, numpy.generic):
        return value.item()
    if isinstance(value, bytearray):
        return bytes(value)
    if isinstance(value, collections.OrderedDict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, frozenset):
        return set(value)
    if isinstance(value, list):
        return [plain(v) for v in value]
    return value


def array(value):
    return [list(value.shape), value.astype("float64").ravel().tolist()] if isinstance(value, numpy.ndarray) else plain(value)


def cases(values, shown):
    for name, value in values.items():
        for protocol in range(6):
            text = base64.b64encode(pickle.dumps(value, protocol)).decode()
            yield {"name": name, "protocol": protocol, "pickle": text, "repr": repr(shown(value))}


path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pickles.json")
with open(path, "w") as file:
    all_cases = {"values": list(cases(values, plain)), "arrays": list(cases(arrays, array))}
    text = ",\n".join(f' "{k}": [\n' + ",\n".join("  " + json.dumps(c) for c in v) + "\n ]" for k, v in all_cases.items())
    file.write("{\n" + text + "\n}\n")
