"""PyTorch's implementation of the operations, by name. Each is make(params, variant) -> (check, statement, names)."""
from . import ops, training

OPERATIONS = {**training.OPERATIONS, **ops.OPERATIONS}
