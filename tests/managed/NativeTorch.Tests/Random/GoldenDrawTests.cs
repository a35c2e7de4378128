using System.Text.Json;

namespace NativeTorch.Tests;

/// <summary>One seed gives PyTorch's numbers.</summary>
public class GoldenDrawTests
{
    static readonly Dictionary<string, Func<Tensor>> draws = new()
    {
        ["torch.rand(5)"] = () => Torch.Rand(5),
        ["torch.rand(3,7)"] = () => Torch.Rand(3, 7),
        ["torch.rand(100)"] = () => Torch.Rand(100),
        ["torch.rand(4)"] = () => Torch.Rand(4),
        ["torch.rand(5,dtype=torch.float64)"] = () => Torch.Rand([5], Dtype.Float64),
        ["torch.randn(5)"] = () => Torch.Randn(5),
        ["torch.randn(15)"] = () => Torch.Randn(15),
        ["torch.randn(16)"] = () => Torch.Randn(16),
        ["torch.randn(17)"] = () => Torch.Randn(17),
        ["torch.randn(10,5)"] = () => Torch.Randn(10, 5),
        ["torch.randn(100)"] = () => Torch.Randn(100),
        ["torch.randn(7,dtype=torch.float64)"] = () => Torch.Randn([7], Dtype.Float64),
        ["torch.randn(40,dtype=torch.float64)"] = () => Torch.Randn([40], Dtype.Float64),
        ["torch.randint(0,10,(20,))"] = () => Torch.RandInt(0, 10, [20]),
        ["torch.randint(-5,1000000,(6,4))"] = () => Torch.RandInt(-5, 1000000, [6, 4]),
        ["torch.randint(0,2**40,(5,))"] = () => Torch.RandInt(1L << 40, [5]),
        ["torch.randperm(10)"] = () => Torch.RandPerm(10),
        ["torch.randperm(1000)[:32]"] = () => Torch.RandPerm(1000)[..32],
        ["torch.bernoulli(torch.full((20,),0.3))"] = () => Torch.Bernoulli(Torch.Full([20], 0.3)),
        ["torch.empty(20).bernoulli_(0.5)"] = () => Torch.Empty(20).Bernoulli_(0.5),
        ["torch.empty(12).uniform_(-2,3)"] = () => Torch.Empty(12).Uniform_(-2, 3),
        ["torch.empty(33).normal_(1.5,0.25)"] = () => Torch.Empty(33).Normal_(1.5, 0.25),
        ["torch.normal(torch.zeros(20),torch.ones(20))"] = () => Torch.Normal(Torch.Zeros(20), Torch.Ones(20)),
        ["F.dropout(torch.ones(40),0.5,True)"] = () => F.Dropout(Torch.Ones(40), 0.5),
        ["F.dropout(torch.ones(4,25),0.1,True)"] = () => F.Dropout(Torch.Ones(4, 25), 0.1),
    };

    [SkippableFact]
    public void DrawsArePyTorchs()
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(Shared.Find("golden", "random.json")));
        int compared = 0;
        foreach (JsonElement row in golden.RootElement.EnumerateArray())
        {
            if (!row.TryGetProperty("draw", out JsonElement draw) || !draws.TryGetValue(draw.GetString()!, out Func<Tensor>? make))
                continue;
            Torch.ManualSeed(row.GetProperty("seed").GetUInt64());
            Tensor drawn = make();
            Assert.Equal(row.GetProperty("dtype").GetString(), drawn.Dtype.TorchName);
            Close.To(Numbers(row.GetProperty("values")), Longs(row.GetProperty("shape")), drawn, 1e-6);
            compared++;
        }
        Assert.True(compared >= draws.Count, $"{compared} rows compared");
    }

    [Fact]
    public void AStateContinuesWhereItWasRead()
    {
        var generator = new Generator(5);
        Torch.Randn([3], null, generator: generator);
        using Tensor state = generator.State;
        Tensor first = Torch.Randn([10], null, generator: generator);
        generator.State = state;
        Assert.Equal(first.ToArray<float>(), Torch.Randn([10], null, generator: generator).ToArray<float>());
        Assert.Equal(5UL, generator.InitialSeed);
    }

    static double[] Numbers(JsonElement values) => [.. values.EnumerateArray().SelectMany(v =>
        v.ValueKind == JsonValueKind.Array ? Numbers(v) : [v.GetDouble()])];

    static long[] Longs(JsonElement values) => [.. values.EnumerateArray().Select(v => v.GetInt64())];
}
