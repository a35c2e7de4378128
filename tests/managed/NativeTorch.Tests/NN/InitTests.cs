using System.Text.Json;
using NativeTorch.NN;

namespace NativeTorch.Tests.NN;

/// <summary>Initialisers draw PyTorch's numbers.</summary>
[Collection(nameof(AloneCollection))] // they draw from the default generator
public class InitTests
{
    static readonly Dictionary<string, Func<Tensor, Tensor>> initialisers = new()
    {
        ["uniform_(w,-0.5,0.5)"] = w => Init.Uniform_(w, -0.5, 0.5),
        ["normal_(w,0,0.02)"] = w => Init.Normal_(w, 0, 0.02),
        ["constant_(w,0.3)"] = w => Init.Constant_(w, 0.3),
        ["ones_(w)"] = Init.Ones_,
        ["zeros_(w)"] = Init.Zeros_,
        ["eye_(w)"] = Init.Eye_,
        ["xavier_uniform_(w,gain=1.0)"] = w => Init.XavierUniform_(w, gain: 1),
        ["xavier_normal_(w)"] = w => Init.XavierNormal_(w),
        ["kaiming_uniform_(w,a=math.sqrt(5))"] = w => Init.KaimingUniform_(w, a: Math.Sqrt(5)),
        ["kaiming_uniform_(w,nonlinearity='relu')"] = w => Init.KaimingUniform_(w, nonlinearity: Nonlinearity.ReLU),
        ["kaiming_normal_(w,mode='fan_out',nonlinearity='relu')"] = w => Init.KaimingNormal_(w, mode: FanMode.FanOut, nonlinearity: Nonlinearity.ReLU),
        ["trunc_normal_(w,std=0.02)"] = w => Init.TruncNormal_(w, std: 0.02),
        ["orthogonal_(w)"] = w => Init.Orthogonal_(w),
        ["sparse_(w,0.4)"] = w => Init.Sparse_(w, 0.4),
    };

    [SkippableFact]
    public void Draws_are_PyTorchs()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(Shared.Find("golden", "init.json")));
        int seen = 0;
        foreach (JsonElement c in cases.RootElement.EnumerateArray().Where(c => c.TryGetProperty("init", out _)))
        {
            string init = c.GetProperty("init").GetString()!;
            Torch.ManualSeed(c.GetProperty("seed").GetUInt64());
            Tensor w = Torch.Empty([.. c.GetProperty("shape").EnumerateArray().Select(v => v.GetInt64())]);
            Tensor result = initialisers[init](w);
            Assert.Same(w, result);
            float[] expected = [.. c.GetProperty("values").EnumerateArray().Select(v => v.GetSingle())], actual = w.ToArray<float>();
            for (int i = 0; i < expected.Length; i++)
                Assert.True(Math.Abs(actual[i] - expected[i]) <= 2e-6 * Math.Max(1e-2, Math.Abs(expected[i])), $"{init}, element {i}: {actual[i]:R}, not {expected[i]:R}");
            seen++;
        }
        Assert.Equal(42, seen);
    }

    [Fact]
    public void Dirac_passes_channels_on()
    {
        Tensor w = Init.Dirac_(Torch.Empty(4, 2, 3), groups: 2), x = Torch.Randn(1, 4, 6);
        Assert.Equal(x.ToArray<float>(), F.Conv1d(x, w, padding: 1, groups: 2).ToArray<float>());
        Assert.Throws<ShapeMismatchException>(() => Init.Dirac_(Torch.Empty(4, 2)));
        Assert.Throws<ShapeMismatchException>(() => Init.Dirac_(Torch.Empty(4, 2, 3), groups: 3));
        Assert.Throws<ShapeMismatchException>(() => Init.Orthogonal_(Torch.Empty(4)));
        Assert.Throws<ShapeMismatchException>(() => Init.Sparse_(Torch.Empty(4), 0.1));
    }

    [Fact]
    public void Orthogonal_matrices_of_any_shape()
    {
        foreach (Tensor w in new[] { Torch.Empty([3, 5], Dtype.Float64), Torch.Empty([5, 3], Dtype.Float64), Torch.Empty([4, 2, 3], Dtype.Float64) })
        {
            Tensor m = Init.Orthogonal_(w, gain: 2).Reshape(w.Size(0), -1);
            m = m.Size(0) <= m.Size(1) ? m : m.T;
            Tensor error = m.Matmul(m.T) - 4 * Torch.Eye(m.Size(0), dtype: Dtype.Float64);
            Assert.True(error.Abs().Max().Item<double>() < 1e-12);
        }
    }
}
