using System.Text.Json;
using NativeTorch.NN;

namespace NativeTorch.Tests.NN;

/// <summary>The first values of layers and of the initialisers are PyTorch's for the same seed.</summary>
[Collection(nameof(AloneCollection))] // the default generator is everybody's
public class GoldenInit
{
    static readonly Dictionary<string, Action<Tensor>> initialisers = new()
    {
        ["uniform_(w,-0.5,0.5)"] = w => Init.Uniform_(w, -0.5, 0.5),
        ["normal_(w,0,0.02)"] = w => Init.Normal_(w, 0, 0.02),
        ["constant_(w,0.3)"] = w => Init.Constant_(w, 0.3),
        ["ones_(w)"] = w => Init.Ones_(w),
        ["zeros_(w)"] = w => Init.Zeros_(w),
        ["xavier_uniform_(w,gain=1.0)"] = w => Init.XavierUniform_(w),
        ["xavier_normal_(w)"] = w => Init.XavierNormal_(w),
        ["kaiming_uniform_(w,a=math.sqrt(5))"] = w => Init.KaimingUniform_(w, Math.Sqrt(5)),
        ["kaiming_uniform_(w,nonlinearity='relu')"] = w => Init.KaimingUniform_(w, nonlinearity: Nonlinearity.ReLU),
        ["kaiming_normal_(w,mode='fan_out',nonlinearity='relu')"] =
            w => Init.KaimingNormal_(w, mode: FanMode.FanOut, nonlinearity: Nonlinearity.ReLU),
    };

    static readonly Dictionary<string, Func<Module>> modules = new()
    {
        ["nn.Linear(7,5)"] = () => new Linear(7, 5),
        ["nn.Conv2d(3,4,3)"] = () => new Conv2d(3, 4, 3),
    };

    [SkippableFact]
    public void First_values_are_PyTorchs()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(Shared.Find("golden", "init.json")));
        int seen = 0;
        foreach (JsonElement c in cases.RootElement.EnumerateArray())
        {
            Torch.ManualSeed(c.GetProperty("seed").GetUInt64());
            if (c.TryGetProperty("init", out JsonElement init) && initialisers.TryGetValue(init.GetString()!, out var initialise))
            {
                Tensor w = Torch.Empty([.. c.GetProperty("shape").EnumerateArray().Select(s => s.GetInt64())]);
                initialise(w);
                Same(c, w, init.GetString()!);
                seen++;
            }
            else if (c.TryGetProperty("module", out JsonElement name) && modules.TryGetValue(name.GetString()!, out var create))
            {
                foreach ((string key, Tensor value) in create().StateDict())
                    Same(c.GetProperty("state").GetProperty(key), value, $"{name} {key}");
                seen++;
            }
        }
        Assert.Equal(3 * (initialisers.Count + modules.Count), seen);
    }

    static void Same(JsonElement expected, Tensor actual, string what)
    {
        float[] values = [.. expected.GetProperty("values").EnumerateArray().Select(v => v.GetSingle())];
        float[] found = actual.ToArray<float>();
        Assert.Equal(values.Length, found.Length);
        for (int i = 0; i < values.Length; i++)
            Assert.True(values[i] == found[i] || (what.Contains("normal") && Math.Abs(values[i] - found[i]) <= 2e-6f * Math.Abs(values[i])),
                $"{what}: element {i} is {found[i]}, not {values[i]}");
    }
}
