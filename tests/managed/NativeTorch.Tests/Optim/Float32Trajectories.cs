using System.Text.Json;
using NativeTorch.Optim;

namespace NativeTorch.Tests.Optim;

/// <summary>Optimizers against PyTorch's float32 steps in tests/golden/optimizers32.json, in every layout and dtype
/// that they take.</summary>
public class Float32Trajectories
{
    static readonly JsonElement[] rows = [.. JsonDocument.Parse(File.ReadAllText(
        Path.Combine(Shared.Repository, "tests", "golden", "optimizers32.json"))).RootElement.EnumerateArray()];

    public static TheoryData<int> Rows { get; } = [.. Enumerable.Range(0, rows.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Float32(int row) => Follow(rows[row], t => t.Float(), t => t, 2e-6);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Transposed_parameters_with_strided_gradients(int row) =>
        Follow(rows[row], t => t.Float().T.Contiguous().T, t => Torch.Stack([t, t], dim: -1).Select(-1, 0), 2e-6);

    /// <summary>16-bit parameters and states are rounded in each step.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Float16(int row) => Follow(rows[row], t => t.Half(), t => t, 0.03);

    [Theory]
    [MemberData(nameof(Rows))]
    public void BFloat16(int row) => Follow(rows[row], t => t.BFloat16(), t => t, 0.2);

    static void Follow(JsonElement row, Func<Tensor, Tensor> parameter, Func<Tensor, Tensor> gradient, double tolerance)
    {
        Tensor p = parameter(OptimizerCase.Numbers(row.GetProperty("start"), 4, 3)).Detach().RequiresGrad_();
        Optimizer optimizer = OptimizerCase.Create(row, p);
        foreach ((JsonElement given, JsonElement expected) in
            row.GetProperty("gradients").EnumerateArray().Zip(row.GetProperty("steps").EnumerateArray()))
        {
            p.Grad = gradient(OptimizerCase.Numbers(given, 4, 3).To(p.Dtype));
            optimizer.Step();
            Exception? failure = Record.Exception(() => Close.To([.. OptimizerCase.Doubles(expected)], p, tolerance));
            Assert.True(failure is null, $"{OptimizerCase.Title(row)}: {failure?.Message}");
        }
    }
}
