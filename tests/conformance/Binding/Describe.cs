using System.Globalization;
using NativeTorch.Conformance.Cases;

namespace NativeTorch.Conformance.Binding;

/// <summary>Arguments and results in a line.</summary>
static class Describe
{
    public static string Call(Arguments arguments) => string.Join(", ",
        arguments.Positional.Select(Value).Concat(arguments.Named.Select(p => $"{p.Key}={Value(p.Value)}")));

    public static string Value(object? value) => value switch
    {
        null => "None",
        Tensor t => $"{t.Dtype.ToString().ToLowerInvariant()}{t.Shape}",
        TensorValue t => $"{t.Dtype.ToString().ToLowerInvariant()}({string.Join(", ", t.Shape)})"
            + (t.Strides is null ? "" : $" strides ({string.Join(", ", t.Strides)})") + (t.RequiresGrad ? " grad" : ""),
        ListValue { IsTuple: true } list => $"({string.Join(", ", list.Items.Select(Value))})",
        ListValue list => $"[{string.Join(", ", list.Items.Select(Value))}]",
        SliceValue slice => $"{slice.Start}:{slice.Stop}:{slice.Step}",
        EllipsisValue => "...",
        MemoryFormatValue format => format.Name,
        string text => $"'{text}'",
        bool truth => truth ? "True" : "False",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
