"""Single operations: statements over their inputs a, b and c, which timeit compiles, so that no call is paid for that a user would not
have written."""
import torch
import torch.nn.functional as F

from . import check

DTYPES = {"bfloat16": torch.bfloat16, "float64": torch.float64}

STATEMENTS = {
    "add": "a + b",
    "mul": "a * b",
    "mul_number": "a * 1.5",
    "add_": "a.add_(b)",
    "relu": "a.relu()",
    "exp": "a.exp()",
    "tanh": "a.tanh()",
    "sigmoid": "a.sigmoid()",
    "gelu": "F.gelu(a)",
    "where": "torch.where(a, b, c)",
    "less": "a < b",
    "copy": "a.clone()",
    "to_bfloat16": "a.to(torch.bfloat16)",
    "to_float64": "a.to(torch.float64)",
    "chain10": "(((a + b) * 0.5).relu() - b).tanh().mul(b).add(a).sigmoid().mul(2).sub(b)",
    "cumsum": "a.cumsum({dim})",
    "sort": "a.sort({dim})",
    "topk": "a.topk({k})",
    "softmax": "a.softmax({dim})",
    "log_softmax": "a.log_softmax({dim})",
    "cross_entropy": "F.cross_entropy(a, b)",
    "layer_norm": "F.layer_norm(a, b.shape, b, c)",
    "batch_norm": "F.batch_norm(a, None, None, b, c, True)",
    "max_pool2d": "F.max_pool2d(a, 2)",
    "conv2d": "F.conv2d(a, b, c, {stride}, {padding}, 1, {groups})",
    "slice": "a[:{end}]",
    "cat": "torch.cat((a, b))",
    "transpose": "a.t().contiguous()",
    "permute": "a.permute(0, 3, 1, 2).contiguous()",
    "index_select": "a.index_select(0, b)",
    "gather": "a.gather(1, b)",
    "masked_select": "a.masked_select(b)",
    "scatter_add": "a.scatter_add(0, b, c)",
    "embedding": "F.embedding(a, b)",
    "matmul": "a @ b",
    "linear": "F.linear(a, b, c)",
}
STATEMENTS_ALONG = {"norm": "a.norm(2, {dim})"}
STATEMENTS.update({f"{name}": f"a.{name}()" for name in ("sum", "mean", "max", "argmax", "var", "norm")})
STATEMENTS_ALONG.update({name: f"a.{name}({{dim}})" for name in ("sum", "mean", "max", "argmax", "var")})


def draw(text, variant):
    return [_draw(one.split(), variant) for one in text.split("; ")]


def _draw(words, variant):
    kind, _, high = words[0].partition(":")
    shape = [] if words[1] == "scalar" else [int(n) for n in words[1].split("x")]
    x = {
        "randn": lambda: torch.randn(shape),
        "rand": lambda: torch.rand(shape),
        "randint": lambda: torch.randint(int(high), shape),
        "perm": lambda: torch.randperm(shape[0]),
        "mask": lambda: torch.randn(shape) > 0,
    }[kind]()
    for word in words[2:]:
        if word in DTYPES:
            x = x.to(DTYPES[word])
        elif word == "t":
            x = x.transpose(-2, -1)
        elif word == "image" and variant == "channels_last":
            x = x.to(memory_format=torch.channels_last)
        elif word == "grad":
            x.requires_grad_()
    return x


def _operation(name):
    def prepare(params, variant):
        inputs = draw(params["inputs"], variant)
        statement = (STATEMENTS_ALONG if "dim" in params and name in STATEMENTS_ALONG else STATEMENTS)[name].format(**params)
        names = {"torch": torch, "F": F, **dict(zip("abc", inputs))}

        def once():
            result = eval(statement, names)
            return result[0] if isinstance(result, tuple) else result

        if not params.get("backward"):
            return check.of(once()), statement, names
        names["g"] = torch.randn(once().shape).to(once().dtype)
        leaves = [letter for letter in "abc" if letter in names and names[letter].requires_grad]
        result = once()
        result.backward(names["g"])
        checked = check.of(result, *(names[leaf].grad for leaf in leaves))
        forget = " = ".join(f"{leaf}.grad" for leaf in leaves) + " = None"
        exec(forget, names)
        return checked, f"({statement}).backward(g); {forget}", names

    return prepare


def _engine_chain(params, variant):
    nodes = params["nodes"]

    def once():
        leaf = torch.ones(1, requires_grad=True)
        x = leaf
        for _ in range(nodes):
            x = x * 1.0001
        x.backward()
        return leaf.grad

    return check.of(once()), once, None


OPERATIONS = {f"op.{name}": _operation(name) for name in STATEMENTS}
OPERATIONS["engine_chain"] = _engine_chain
