using System.Runtime.CompilerServices;

namespace NativeTorch.Optim;

/// <summary>Values of a <see cref="StateDictionary"/> as the types that options have.</summary>
static class StateValue
{
    public static T Read<T>(string name, object? value)
    {
        if (value is T same)
            return same;
        Type type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        object? converted = type.IsEnum ? Member(type, value)
            : type == typeof(double) ? Number(value)
            : type == typeof(long) ? Integer(value)
            : type == typeof(int) ? (int?)Integer(value)
            : type == typeof((double, double)) ? Elements<double>(name, value) is [var first, var second] ? (first, second) : null
            : type == typeof(double[]) ? Elements<double>(name, value)
            : type == typeof(long[]) ? Elements<long>(name, value)
            : type == typeof(Tensor[]) ? Elements<Tensor>(name, value)
            : type == typeof(StateDictionary[]) ? Elements<StateDictionary>(name, value)
            : null;
        return converted is T || (converted is null && value is null && default(T) is null) ? (T)converted!
            : throw new ArgumentException($"\"{name}\" of the state dict is {value ?? "null"}, and not of type {type.Name}");
    }

    /// <summary>An enum's member as PyTorch writes it: StrongWolfe is strong_wolfe.</summary>
    public static string NameOf(Enum member) =>
        string.Concat(member.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    static object? Member(Type type, object? value) =>
        value is string text && Enum.TryParse(type, text.Replace("_", ""), ignoreCase: true, out object? member) ? member : null;

    static double? Number(object? value) => value switch
    {
        double number => number,
        long number => number,
        Tensor { Numel: 1 } number => number.Item<double>(),
        _ => null,
    };

    static long? Integer(object? value) => Number(value) is { } number && Math.Floor(number) == number ? (long)number : null;

    static T[]? Elements<T>(string name, object? value) => value switch
    {
        ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(i => Read<T>(name, tuple[i]))],
        object?[] list => [.. list.Select(element => Read<T>(name, element))],
        _ => null,
    };
}
