using System.Text.Json;
using NativeTorch.Conformance.Binding;
using NativeTorch.Conformance.Cases;
using NativeTorch.Optim;

namespace NativeTorch.Conformance.Golden;

/// <summary>An optimizer's way down (or up) one loss of two parameters, in float64.</summary>
static class OptimizerCase
{
    const string Loss = "sum((A@x-b)^2) + sum(c^2*arange(1..6).reshape(2,3)) + 0.1*sum(sin(c))*sum(x)";
    static readonly Closeness Allowed = new(Ulps: 0, Relative: 1e-9, Absolute: 1e-9);

    public static GoldenCase Read(JsonElement row)
    {
        string name = row.GetProperty("optimizer").GetString()!;
        return new($"optimizers.{name}", $"{name}({row.GetProperty("options").GetRawText()})", () => Follow(name, row));
    }

    static string? Follow(string name, JsonElement row)
    {
        if (row.GetProperty("loss").GetString() != Loss)
            throw new MalformedCaseException($"a loss that is unknown here: {row.GetProperty("loss")}");
        Tensor a = Tensor(row.GetProperty("A")), b = Tensor(row.GetProperty("b"));
        Tensor x = Tensor(row.GetProperty("x0")).RequiresGrad_(), c = Tensor(row.GetProperty("c0")).RequiresGrad_();
        Tensor factors = Torch.Arange(1, c.Numel + 1, dtype: Dtype.Float64).Reshape(c.Shape);
        var options = row.GetProperty("options").EnumerateObject().ToDictionary(p => p.Name, p => ValueReader.Read(p.Value));
        var optimizer = (Optimizer)Scopes.Construct("NativeTorch.Optim", name, new([new ListValue([x, c], IsTuple: false)], options));
        Tensor Closure()
        {
            optimizer.ZeroGrad();
            Tensor loss = (a.Matmul(x) - b).Square().Sum() + (c.Square() * factors).Sum() + 0.1 * c.Sin().Sum() * x.Sum();
            loss.Backward();
            return loss;
        }
        int step = 0;
        foreach (JsonElement expected in row.GetProperty("steps").EnumerateArray())
        {
            Tensor loss = optimizer.Step(Closure);
            if ((Difference(expected, "loss", loss) ?? Difference(expected, "x", x) ?? Difference(expected, "c", c)) is { } difference)
                return $"step {step}, {difference}";
            step++;
        }
        return null;
    }

    static string? Difference(JsonElement step, string name, Tensor actual) =>
        Numbers.Difference(actual, Numbers.All(step.GetProperty(name)), Allowed) is { } difference ? $"{name}: {difference}" : null;

    static Tensor Tensor(JsonElement json)
    {
        var shape = new List<long>();
        for (JsonElement level = json; level.ValueKind == JsonValueKind.Array; level = level[0])
            shape.Add(level.GetArrayLength());
        return Torch.Tensor(Numbers.All(json)).Reshape([.. shape]);
    }
}
