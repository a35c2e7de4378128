using NativeTorch.Conformance.Cases;

namespace NativeTorch.Conformance.Binding;

/// <summary>Which argument goes to which parameter, before any is converted.</summary>
sealed class Assignment
{
    static readonly object Missing = new();
    readonly Overload overload;
    readonly object?[] values;
    int cost;

    Assignment(Overload overload)
    {
        this.overload = overload;
        values = new object?[overload.Slots.Length];
        Array.Fill(values, Missing);
    }

    /// <summary>Assigns by position, then by name.</summary>
    /// <param name="gather">Whether all positional arguments from the first sequence on are its elements:
    /// <c>x.permute(0, 1)</c>.</param>
    public static Assignment? Of(Overload overload, Arguments arguments, bool gather)
    {
        var result = new Assignment(overload);
        return result.Outputs(arguments) && result.Positional(arguments.Positional, gather) && result.Named(arguments) && result.Complete()
            ? result
            : null;
    }

    /// <summary>Converts each, or returns null where a type does not fit.</summary>
    public Bound? Convert(Conversion conversion)
    {
        var converted = new object?[values.Length];
        int sum = cost;
        for (int i = 0; i < values.Length; i++)
        {
            Overload.Slot slot = overload.Slots[i];
            if (ReferenceEquals(values[i], Missing))
                converted[i] = slot.Default;
            else if (conversion.To(slot.Type, values[i], slot.TakesNull) is { } item)
                (converted[i], sum) = (item.Value, sum + 2 * item.Cost);
            else if (values[i] is null && slot.IsOptional)
                (converted[i], sum) = (slot.Default, sum + 4);
            else
                return null;
        }
        return new(overload, converted, sum);
    }

    /// <summary>Parameters for results that are there already are filled by PyTorch's out= and by nothing else.</summary>
    bool Outputs(Arguments arguments)
    {
        int[] places = [.. Enumerable.Range(0, values.Length).Where(i => IsOutput(overload.Slots[i]))];
        if (!arguments.Named.TryGetValue("out", out object? output) || output is null)
            return places.All(i => overload.Slots[i].IsOptional);
        if (places.Length == 0)
            return false;
        object?[] outputs = output is ListValue list && places.Length > 1 ? list.Items : [output];
        if (outputs.Length != places.Length)
            return false;
        for (int i = 0; i < places.Length; i++)
            values[places[i]] = outputs[i];
        return true;
    }

    static bool IsOutput(Overload.Slot slot) => slot.Name == "out"
        || slot.Name.EndsWith("output", StringComparison.Ordinal) && !slot.Name.StartsWith("grad", StringComparison.Ordinal);

    bool Positional(IReadOnlyList<object?> arguments, bool gather)
    {
        int next = 0;
        for (int i = 0; i < values.Length && next < arguments.Count; i++)
        {
            if (IsOutput(overload.Slots[i]))
                continue;
            if (gather && TakesOneByOne(overload.Slots[i]) && arguments[next] is not ListValue)
            {
                values[i] = new ListValue([.. arguments.Skip(next)], IsTuple: true);
                cost += 3;
                return true;
            }
            values[i] = arguments[next++];
        }
        return next == arguments.Count && !gather;
    }

    /// <summary>Tensors only where C# has <c>params</c>, which meshgrid cannot say beside its second argument.</summary>
    bool TakesOneByOne(Overload.Slot slot) => slot.IsParams
        || slot.Type.IsByRefLike && (slot.Type != typeof(ReadOnlySpan<Tensor>) || overload.Method.Name == nameof(Torch.Meshgrid));

    bool Named(Arguments arguments)
    {
        foreach ((string name, object? value) in arguments.Named)
        {
            if (name == "out")
                continue;
            int place = Array.FindIndex(overload.Slots, slot => slot.Name == Names.Bare(name));
            if (place >= 0 && ReferenceEquals(values[place], Missing))
                values[place] = value;
            else if (place < 0 && (value is null || Bindings.HasNoMeaning(name, value)))
                cost++;
            else
                return false;
        }
        return true;
    }

    bool Complete()
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!ReferenceEquals(values[i], Missing))
                continue;
            if (!overload.Slots[i].IsOptional && !overload.Slots[i].IsParams)
                return false;
            cost++;
        }
        return true;
    }
}
