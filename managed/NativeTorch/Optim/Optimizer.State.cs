namespace NativeTorch.Optim;

public abstract partial class Optimizer
{
    /// <summary>All that the optimizer remembers, to go on later as if there had been no break. PyTorch:
    /// <c>Optimizer.state_dict</c>.</summary>
    public OptimizerState StateDict()
    {
        var state = new Dictionary<int, StateDictionary>();
        var groups = new List<StateDictionary>();
        int first = 0;
        foreach (ParameterGroup group in ParameterGroups)
        {
            for (int i = 0; i < group.Tensors.Length; i++)
                if (group.StateOf(i) is { } kept)
                    state[first + i] = kept;
            groups.Add(group.SaveOptions(first));
            first += group.Tensors.Length;
        }
        return new(state, groups);
    }

    /// <summary>Takes over options and state, copied and converted to the parameters' dtypes and devices. Either all is taken or,
    /// where it throws, nothing. PyTorch: <c>Optimizer.load_state_dict</c>.</summary>
    /// <param name="state">Of an optimizer of the same kind, whose groups have as many parameters. Options that are not in it stay
    /// as they are.</param>
    /// <exception cref="ArgumentException">Groups or parameters are more or fewer, or a value is not one that this optimizer
    /// has.</exception>
    public void LoadStateDict(OptimizerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        string name = GetType().Name;
        if (state.ParamGroups.Count != ParameterGroups.Count)
            throw new ArgumentException($"[{name}] the state dict has {state.ParamGroups.Count} parameter groups, the optimizer "
                + ParameterGroups.Count);
        var changes = new List<Action>();
        for (int g = 0; g < ParameterGroups.Count; g++)
        {
            (ParameterGroup group, StateDictionary saved) = (ParameterGroups[g], state.ParamGroups[g]);
            long[] numbers = saved.Get<long[]>("params");
            if (numbers.Length != group.Tensors.Length)
                throw new ArgumentException($"[{name}] group {g} has {numbers.Length} parameters in the state dict, "
                    + $"{group.Tensors.Length} in the optimizer");
            group.With(group.Tensors).LoadOptions(saved); // throws where one is out of its range
            changes.Add(() => group.LoadOptions(saved));
            changes.Add(group.ReadState([.. numbers.Select(n => state.State.GetValueOrDefault((int)n))]));
        }
        foreach (Action change in changes)
            change();
    }
}
