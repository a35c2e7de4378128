using System.Text.Json;
using NativeTorch.Optim;

namespace NativeTorch.Tests.Optim;

/// <summary>Optimizers follow PyTorch's trajectories, in float64.</summary>
public class GoldenOptimizers
{
    const int Known = 22;

    public static TheoryData<int> Rows { get; } = [.. Enumerable.Range(0, Known)];

    [SkippableTheory]
    [MemberData(nameof(Rows))]
    public void Trajectory_is_PyTorchs(int index)
    {
        JsonElement[] rows = Read();
        if (index == 0)
            Assert.Equal(Known, rows.Length);
        JsonElement row = rows[index];
        Tensor x = OptimizerCase.Numbers(row.GetProperty("x0"), 4).RequiresGrad_();
        Tensor c = OptimizerCase.Numbers(row.GetProperty("c0"), 2, 3).RequiresGrad_();
        Optimizer optimizer = OptimizerCase.Create(row, x, c);
        Exception? failure = Record.Exception(() => Follow(row, optimizer, x, c));
        Assert.True(failure is null, $"{OptimizerCase.Title(row)}: {failure}");
    }

    static JsonElement[] Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Shared.Find("golden", "optimizers.json")));
        return [.. file.RootElement.Clone().EnumerateArray()];
    }

    static void Follow(JsonElement row, Optimizer optimizer, Tensor x, Tensor c)
    {
        Tensor a = OptimizerCase.Numbers(row.GetProperty("A"), 6, 4), b = OptimizerCase.Numbers(row.GetProperty("b"), 6);
        Tensor factors = Torch.Tensor<double>([1, 2, 3, 4, 5, 6], [2, 3]);
        foreach (JsonElement expected in row.GetProperty("steps").EnumerateArray())
        {
            Tensor loss = optimizer.Step(() =>
            {
                optimizer.ZeroGrad();
                Tensor loss = (a.Matmul(x) - b).Square().Sum() + (c.Square() * factors).Sum() + 0.1 * c.Sin().Sum() * x.Sum();
                loss.Backward();
                return loss;
            });
            Close.To([expected.GetProperty("loss").GetDouble()], loss, 1e-9);
            Close.To([.. OptimizerCase.Doubles(expected.GetProperty("x"))], x, 1e-9);
            Close.To([.. OptimizerCase.Doubles(expected.GetProperty("c"))], c, 1e-9);
        }
    }
}
