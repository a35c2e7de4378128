using System.Globalization;
using NativeTorch.Conformance.Binding;
using NativeTorch.Conformance.Cases;

namespace NativeTorch.Conformance.Checking;

/// <summary>Whether results are PyTorch's. Each method returns null, or what differs.</summary>
sealed class Comparison(string op, Storages storages)
{
    public string? Outputs(IReadOnlyList<object> actual, object?[] expected)
    {
        object?[] flat = [.. expected.SelectMany(Flat)];
        if (actual.Count != flat.Length)
            return $"{actual.Count} results, not {flat.Length}";
        for (int i = 0; i < flat.Length; i++)
            if (One(actual[i], flat[i]) is { } difference)
                return flat.Length == 1 ? difference : $"result {i}: {difference}";
        return null;
    }

    public string? One(object? actual, object? expected) => expected switch
    {
        TensorValue value => actual is Tensor tensor ? Tensors(tensor, value) : $"{Describe.Value(actual)}, not {Describe.Value(expected)}",
        double number => actual switch
        {
            double own when Tolerance.For(op, Dtype.Float64).Accepts(own, number) => null,
            Tensor { Dim: 0 } tensor when Tolerance.For(op, tensor.Dtype).Accepts(tensor.Item().ToDouble(), number) => null,
            _ => $"{Describe.Value(actual)}, not {Describe.Value(expected)}",
        },
        _ => Equals(actual, expected) ? null : $"{Describe.Value(actual)}, not {Describe.Value(expected)}",
    };

    string? Tensors(Tensor actual, TensorValue expected)
    {
        if (actual.Dtype != expected.Dtype)
            return $"{actual.Dtype.TorchName}, not {expected.Dtype.TorchName}";
        if (!actual.Shape.AsSpan().SequenceEqual(expected.Shape))
            return $"the shape {actual.Shape}, not {Shape.Create(expected.Shape)}";
        using Tensor made = storages.Make(expected with { RequiresGrad = false });
        return actual.Dtype.IsFloatingPoint
            ? Floating(Doubles(actual), Doubles(made), Tolerance.For(op, actual.Dtype))
            : Integers(Longs(actual), Longs(made));
    }

    static string? Floating(double[] actual, double[] expected, Tolerance tolerance)
    {
        int wrong = 0, first = -1;
        for (int i = 0; i < actual.Length; i++)
            if (!tolerance.Accepts(actual[i], expected[i]))
                (wrong, first) = (wrong + 1, first < 0 ? i : first);
        return wrong == 0 ? null : string.Create(CultureInfo.InvariantCulture,
            $"{wrong} of {actual.Length} elements differ, the first at {first}: {actual[first]:G9}, not {expected[first]:G9}");
    }

    static string? Integers(long[] actual, long[] expected)
    {
        int wrong = 0, first = -1;
        for (int i = 0; i < actual.Length; i++)
            if (actual[i] != expected[i])
                (wrong, first) = (wrong + 1, first < 0 ? i : first);
        return wrong == 0 ? null : $"{wrong} of {actual.Length} elements differ, the first at {first}: {actual[first]}, not {expected[first]}";
    }

    /// <summary>Every floating dtype is exact in float64.</summary>
    static double[] Doubles(Tensor tensor)
    {
        using var off = Torch.NoGrad();
        return tensor.Detach().To(Device.Cpu, Dtype.Float64).ToArray<double>();
    }

    static long[] Longs(Tensor tensor) => tensor.Dtype == Dtype.Bool
        ? Array.ConvertAll(tensor.To(Device.Cpu).ToArray<bool>(), b => b ? 1L : 0L)
        : tensor.To(Device.Cpu, Dtype.Int64).ToArray<long>();

    static IEnumerable<object?> Flat(object? value) => value is ListValue list ? list.Items.SelectMany(Flat) : [value];
}
