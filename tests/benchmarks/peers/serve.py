"""The protocol of the benchmarks for frameworks of Python: requests are lines of JSON on standard input, replies lines on standard output.

A peer calls serve(description, prepare). prepare(request) draws inputs from a generator seeded with request["seed"], in the order in which
the other frameworks draw them, and returns (check, statement, names): the values that the operation computes (values() makes them), and
what is measured, as timeit takes it: a callable, or a statement over the names given, which saves a call.
"""
import gc
import json
import sys
import timeit

_out = sys.stdout
sys.stdout = sys.stderr


class Unsupported(Exception):
    """The framework has no such operation; the case is left out for it."""


def cannot_run(name, why):
    """Says to the runner that the framework is not there."""
    _reply({"name": name, "version": "", "device": "", "error": why})
    sys.exit(0)


def values(count, total, absolute, element):
    """A result in numbers. element(i) is the i-th element of the flattened result as a float."""
    places = range(count) if count <= 16 else (i * (count - 1) // 15 for i in range(16))
    return {"count": count, "sum": total, "abs": absolute, "values": [element(i) for i in places]}


def serve(description, prepare):
    state = {}

    def prepared(request):
        state.clear()
        gc.collect()
        state["baseline"] = _reset_peak()
        check, statement, names = prepare(request)
        state["timer"] = timeit.Timer(statement, globals=names)
        return {"check": check}

    def sampled(request):
        if request.get("warm"):
            state["timer"].timeit(request["warm"])
        return {"seconds": state["timer"].timeit(request["repeat"])}

    answers = {
        "describe": lambda _: description,
        "prepare": prepared,
        "sample": sampled,
        "memory": lambda _: {"baseline_bytes": state["baseline"], "peak_bytes": _status("VmHWM")},
    }
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "quit":
            break
        try:
            _reply(answers[request["do"]](request))
        except Unsupported as e:
            _reply({"unsupported": str(e)})
        except Exception as e:
            _reply({"error": f"{type(e).__name__}: {e}"})


def _reply(message):
    text = json.dumps(message)
    for word in ("NaN", "-Infinity", "Infinity"):  # as .NET reads them: quoted
        text = text.replace(f": {word}", f': "{word}"').replace(f"[{word}", f'["{word}"').replace(f", {word}", f', "{word}"')
    print(text, file=_out, flush=True)


def _reset_peak():
    with open("/proc/self/clear_refs", "w") as f:
        f.write("5")
    return _status("VmRSS")


def _status(name):
    with open("/proc/self/status") as f:
        return next(1024 * int(line.split()[1]) for line in f if line.startswith(name + ":"))
