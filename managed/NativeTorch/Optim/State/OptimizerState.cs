namespace NativeTorch.Optim;

/// <summary>An optimizer's state dict: what it keeps for each parameter, and the options of each group. PyTorch:
/// <c>{"state": {index: {...}}, "param_groups": [{...}]}</c>.</summary>
/// <remarks>Parameters are numbered through all groups; <c>"params"</c> of a group lists its numbers. The tensors share memory with
/// the optimizer, as those of a module's state dict do with the module.</remarks>
/// <param name="state">What is kept for a parameter, by its number; parameters without state are left out.</param>
/// <param name="paramGroups">The options of each group.</param>
public sealed class OptimizerState(IReadOnlyDictionary<int, StateDictionary> state, IReadOnlyList<StateDictionary> paramGroups)
{
    /// <summary>What is kept for a parameter, such as <c>"step"</c> and <c>"exp_avg"</c>, by its number.</summary>
    public IReadOnlyDictionary<int, StateDictionary> State { get; } = state ?? throw new ArgumentNullException(nameof(state));

    /// <summary>The options of each group, such as <c>"lr"</c>, and the numbers of its parameters under <c>"params"</c>.</summary>
    public IReadOnlyList<StateDictionary> ParamGroups { get; } = paramGroups ?? throw new ArgumentNullException(nameof(paramGroups));
}
