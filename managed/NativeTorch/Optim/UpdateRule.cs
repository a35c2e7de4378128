namespace NativeTorch.Optim;

/// <summary>The rules of <c>nt_optimizer_step</c>.</summary>
enum NativeRule
{
    Sgd,
    Adam,
    Adamax,
    NAdam,
    RAdam,
    Adagrad,
    Adadelta,
    RMSprop,
    Rprop,
    Asgd,
    SparseAdam,
}

/// <summary>A fused update: which rule, and what it keeps for each parameter, under PyTorch's names.</summary>
/// <param name="Native">The rule.</param>
/// <param name="Tensors">Tensors, in the rule's order.</param>
/// <param name="Numbers">Numbers, in the rule's order; the step comes first.</param>
sealed record UpdateRule(NativeRule Native, string[] Tensors, params StateNumber[] Numbers);

/// <summary>A number of state.</summary>
/// <param name="Name">PyTorch's name.</param>
/// <param name="IsTensor">Whether PyTorch keeps it in a float32 tensor of no dimensions.</param>
readonly record struct StateNumber(string Name, bool IsTensor = true);
