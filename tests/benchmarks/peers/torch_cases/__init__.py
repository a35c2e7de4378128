"""PyTorch's implementation of the operations, by name. Each is make(params, variant) -> (check, statement, names)."""
from . import data, files, inference, ops, training

OPERATIONS = {**training.OPERATIONS, **ops.OPERATIONS, **inference.OPERATIONS, **data.OPERATIONS, **files.OPERATIONS}
