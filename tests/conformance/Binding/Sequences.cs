namespace NativeTorch.Conformance.Binding;

/// <summary>The types that take several values: spans, arrays, lists, shapes and tuples.</summary>
static class Sequences
{
    static readonly HashSet<Type> Generic =
    [
        typeof(ReadOnlySpan<>), typeof(Span<>), typeof(ReadOnlyMemory<>), typeof(IEnumerable<>), typeof(IReadOnlyList<>),
        typeof(IReadOnlyCollection<>), typeof(IList<>), typeof(List<>),
    ];

    /// <summary>What it is a sequence of, or null.</summary>
    public static Type? ElementOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type == typeof(Shape) ? typeof(long)
        : type.IsGenericType && Generic.Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments()[0]
        : null;

    /// <summary>The sequence as the stub takes it: an array where the parameter is a span.</summary>
    public static object Make(Type type, Array elements) =>
        type == typeof(Shape) ? Shape.Create((long[])elements)
        : type.IsGenericType && type.GetGenericTypeDefinition() is { } generic && (generic == typeof(List<>) || generic == typeof(ReadOnlyMemory<>))
            ? Activator.CreateInstance(type, elements)!
        : elements;

    public static bool IsTuple(Type type) => type.IsGenericType && type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal);
}
