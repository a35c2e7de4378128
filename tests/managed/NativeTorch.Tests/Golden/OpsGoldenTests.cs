using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace NativeTorch.Tests.Golden;

/// <summary>The table's ops against PyTorch's answers in tests/golden/ops.json, which a clone carries with it.</summary>
public class OpsGoldenTests
{
    static readonly JsonElement Cases =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Shared.Repository, "tests", "golden", "ops.json"))).RootElement.GetProperty("cases");

    public static TheoryData<string> Ops { get; } =
        new(Cases.EnumerateArray().Select(c => c.GetProperty("op").GetString()!).Distinct());

    [Theory]
    [MemberData(nameof(Ops))]
    public void Op_gives_PyTorchs_values_dtypes_and_gradients(string op)
    {
        int index = 0;
        foreach (JsonElement @case in Cases.EnumerateArray())
        {
            if (@case.GetProperty("op").GetString() == op)
                Check(@case, $"{op}, case {index}");
            index++;
        }
    }

    static void Check(JsonElement @case, string name)
    {
        JsonElement[] args = [.. @case.GetProperty("args").EnumerateArray()];
        bool hasGrads = @case.TryGetProperty("grads", out JsonElement grads);
        List<Tensor> leaves = [];
        List<object?> values = [];
        foreach (JsonElement arg in args)
        {
            object? value = Read(arg);
            if (value is Tensor tensor && hasGrads && tensor.Dtype is Dtype.Float32 or Dtype.Float64)
                leaves.Add(((Tensor)value).RequiresGrad_());
            values.Add(value);
        }
        Tensor result = Call(@case.GetProperty("op").GetString()!, values);
        Same((Tensor)Read(@case.GetProperty("out")[0])!, result, name);
        if (!hasGrads)
            return;
        Tensor cotangent = Torch.Linspace(0.5, 1.5, result.Numel, result.Dtype).Reshape(result.Shape.ToArray());
        result.Backward(cotangent);
        for (int i = 0; i < leaves.Count; i++)
            if (Read(grads[i]) is Tensor expected)
                Same(expected, leaves[i].Grad!, $"{name}, gradient {i}");
    }

    static object? Read(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Null: return null;
            case JsonValueKind.True or JsonValueKind.False: return json.GetBoolean();
            case JsonValueKind.Array: return json.EnumerateArray().Select(e => e.GetInt64()).ToArray();
            case JsonValueKind.Number: return json.GetDouble();
        }
        long[] shape = [.. json.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())];
        double[] values = [.. json.GetProperty("values").EnumerateArray().Select(Number)];
        Dtype dtype = Enum.Parse<Dtype>(json.GetProperty("dtype").GetString()!, ignoreCase: true);
        return Torch.Tensor(values).Reshape(shape).To(dtype);
    }

    static double Number(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String => json.GetString() switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ => double.NaN,
        },
        _ => json.GetDouble(),
    };

    /// <summary>Ops over dimensions, whose lists are spans that reflection cannot pass.</summary>
    static readonly Dictionary<string, Func<Tensor, long[], bool, Tensor>> Reductions = new()
    {
        ["sum"] = (x, dim, keepDim) => x.Sum(dim, keepDim),
        ["mean"] = (x, dim, keepDim) => x.Mean(dim, keepDim),
        ["prod"] = (x, dim, keepDim) => x.Prod(dim, keepDim),
        ["amax"] = (x, dim, keepDim) => x.Amax(dim, keepDim),
        ["amin"] = (x, dim, keepDim) => x.Amin(dim, keepDim),
        ["all"] = (x, dim, keepDim) => x.All(dim, keepDim),
        ["any"] = (x, dim, keepDim) => x.Any(dim, keepDim),
        ["var"] = (x, dim, keepDim) => x.Var(dim, keepDim: keepDim),
        ["std"] = (x, dim, keepDim) => x.Std(dim, keepDim: keepDim),
        ["logsumexp"] = (x, dim, keepDim) => x.LogSumExp(dim, keepDim),
        ["argmax"] = (x, dim, keepDim) => x.ArgMax(dim, keepDim),
        ["argmin"] = (x, dim, keepDim) => x.ArgMin(dim, keepDim),
    };

    /// <summary>The method whose name is the op's without underscores and whose parameters take the arguments.</summary>
    static Tensor Call(string op, List<object?> values)
    {
        if (Reductions.TryGetValue(op, out var reduction))
            return reduction((Tensor)values[0]!, (long[])values[1]!, (bool)values[2]!);
        string name = op.Replace("_", "");
        foreach (MethodInfo method in typeof(Tensor).GetMethods().Concat(typeof(F).GetMethods()))
        {
            if (!method.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || method.ReturnType != typeof(Tensor))
                continue;
            IEnumerable<object?> given = method.IsStatic ? values : values.Skip(1);
            if (Arguments(method.GetParameters(), [.. given]) is { } arguments)
                return (Tensor)method.Invoke(values[0], BindingFlags.DoNotWrapExceptions, null, arguments, CultureInfo.InvariantCulture)!;
        }
        throw new MissingMethodException($"neither Tensor nor F has a method for {op}({string.Join(", ", values.Skip(1).Select(v => v?.GetType().Name))})");
    }

    static object?[]? Arguments(ParameterInfo[] parameters, List<object?> values)
    {
        var arguments = new object?[parameters.Length];
        int used = 0;
        for (int i = 0; i < parameters.Length; i++)
        {
            Type type = parameters[i].ParameterType;
            if (type.IsByRefLike)
                return null; // reflection cannot pass a span
            if (used < values.Count && type.IsInstanceOfType(values[used]))
                arguments[i] = values[used++];
            else if (parameters[i].HasDefaultValue)
                arguments[i] = parameters[i].DefaultValue is DBNull ? null : parameters[i].DefaultValue;
            else
                return null;
        }
        return used == values.Count ? arguments : null;
    }

    static void Same(Tensor expected, Tensor actual, string name)
    {
        Assert.True(expected.Dtype == actual.Dtype, $"{name}: {actual.Dtype}, not {expected.Dtype}");
        Assert.True(expected.Shape.ToArray().SequenceEqual(actual.Shape.ToArray()), $"{name}: {actual.Shape}, not {expected.Shape}");
        double[] want = expected.Detach().To(Dtype.Float64).ToArray<double>(), got = actual.Detach().To(Dtype.Float64).ToArray<double>();
        (double relative, double absolute) = actual.Dtype == Dtype.Float64 ? (1e-7, 1e-7) : (1.3e-6, 1e-5);
        for (int i = 0; i < want.Length; i++)
        {
            bool same = want[i].Equals(got[i]) || Math.Abs(want[i] - got[i]) <= absolute + relative * Math.Abs(want[i]);
            Assert.True(same, $"{name}, element {i}: {got[i]:R}, not {want[i]:R}");
        }
    }
}
