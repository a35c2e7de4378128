using System.Text.Json;
using NativeTorch.Optim;

namespace NativeTorch.Tests.Optim;

/// <summary>Optimizers follow PyTorch's trajectories, in float64.</summary>
public class GoldenOptimizers
{
    [SkippableFact]
    public void Trajectories_are_PyTorchs()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(Shared.Find("golden", "optimizers.json")));
        int seen = 0;
        foreach (JsonElement c in cases.RootElement.EnumerateArray())
        {
            Tensor x = Numbers(c.GetProperty("x0"), 4).RequiresGrad_(), w = Numbers(c.GetProperty("c0"), 2, 3).RequiresGrad_();
            if (Create(c, [x, w]) is not { } optimizer)
                continue;
            Exception? failure = Record.Exception(() => Follow(c, optimizer, x, w));
            Assert.True(failure is null, $"{c.GetProperty("optimizer")} {c.GetProperty("options")}: {failure?.Message}");
            seen++;
        }
        Assert.Equal(10, seen);
    }

    static void Follow(JsonElement c, Optimizer optimizer, Tensor x, Tensor w)
    {
        Tensor a = Numbers(c.GetProperty("A"), 6, 4), b = Numbers(c.GetProperty("b"), 6);
        Tensor factors = Torch.Tensor<double>([1, 2, 3, 4, 5, 6], [2, 3]);
        foreach (JsonElement expected in c.GetProperty("steps").EnumerateArray())
        {
            Tensor loss = (a.Matmul(x) - b).Square().Sum() + (w.Square() * factors).Sum() + 0.1 * w.Sin().Sum() * x.Sum();
            Close.To([expected.GetProperty("loss").GetDouble()], loss, 1e-9);
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
            Close.To([.. Doubles(expected.GetProperty("x"))], x, 1e-9);
            Close.To([.. Doubles(expected.GetProperty("c"))], w, 1e-9);
        }
    }

    static Optimizer? Create(JsonElement c, Tensor[] parameters)
    {
        JsonElement options = c.GetProperty("options");
        double Option(string name, double otherwise) => options.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : otherwise;
        bool Flag(string name) => options.TryGetProperty(name, out JsonElement value) && value.GetBoolean();
        (double, double)? betas = options.TryGetProperty("betas", out JsonElement pair) ? (pair[0].GetDouble(), pair[1].GetDouble()) : null;
        return c.GetProperty("optimizer").GetString() switch
        {
            "SGD" => new SGD(parameters, Option("lr", 1e-3), Option("momentum", 0), Option("dampening", 0), Option("weight_decay", 0),
                Flag("nesterov"), Flag("maximize")),
            "Adam" => new Adam(parameters, Option("lr", 1e-3), betas, Option("eps", 1e-8), Option("weight_decay", 0), Flag("amsgrad")),
            "AdamW" => new AdamW(parameters, Option("lr", 1e-3), betas, Option("eps", 1e-8), Option("weight_decay", 1e-2), Flag("amsgrad")),
            _ => null,
        };
    }

    static Tensor Numbers(JsonElement values, params long[] shape) => Torch.Tensor<double>(Doubles(values).ToArray(), shape);

    static IEnumerable<double> Doubles(JsonElement values) =>
        values.ValueKind == JsonValueKind.Array ? values.EnumerateArray().SelectMany(Doubles) : [values.GetDouble()];
}
