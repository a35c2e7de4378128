namespace NativeTorch.Conformance.Binding;

/// <summary>Finds the overload that fits a call best, as a reader would.</summary>
static class Binder
{
    /// <summary>Binds and calls.</summary>
    /// <exception cref="BindingException">No overload fits.</exception>
    public static Bound Bind(IReadOnlyList<Overload> overloads, Arguments arguments, bool numbersAsTensors)
    {
        Bound? best = null;
        bool byType = false;
        foreach (bool tensors in numbersAsTensors ? [false, true] : new[] { false })
        {
            var conversion = new Conversion(tensors);
            foreach (Overload overload in overloads)
                foreach (bool gather in new[] { false, true })
                {
                    if (Assignment.Of(overload, arguments, gather) is not { } assignment)
                        continue;
                    if (assignment.Convert(conversion) is { } bound)
                        best = best is null || bound.Cost < best.Cost ? bound : best;
                    else
                        byType = true;
                }
            if (best is not null)
                return best;
        }
        throw new BindingException($"no overload takes ({Describe.Call(arguments)}); there are: "
            + string.Join("; ", overloads.Take(4)), byType);
    }
}

/// <summary>An overload and the objects for its parameters.</summary>
sealed record Bound(Overload Overload, object?[] Values, int Cost)
{
    public object? Invoke() => Overload.Invoke(Values);
}
