using System.Globalization;
using NativeTorch.Benchmarks.Suites;

namespace NativeTorch.Benchmarks.Workloads.Ops;

/// <summary>Draws the inputs that a case describes; see <see cref="OpCase"/> for how they are written.</summary>
static class Inputs
{
    public static Tensor[] Draw(string description) => [.. description.Split(OpCase.Separator).Select(One)];

    static Tensor One(string description)
    {
        string[] words = description.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] kind = words[0].Split(':');
        long[] shape = words[1] == OpCase.Scalar ? [] : [.. words[1].Split('x').Select(n => long.Parse(n, CultureInfo.InvariantCulture))];
        Tensor drawn = kind[0] switch
        {
            "randn" => Torch.Randn(shape),
            "rand" => Torch.Rand(shape),
            "randint" => Torch.RandInt(long.Parse(kind[1], CultureInfo.InvariantCulture), shape),
            "perm" => Torch.RandPerm(shape[0]),
            "mask" => Torch.Randn(shape) > 0,
            var other => throw new ArgumentException($"no inputs are called {other}"),
        };
        foreach (string word in words.Skip(2))
            drawn = word switch
            {
                "bfloat16" => drawn.To(Dtype.BFloat16),
                "float64" => drawn.To(Dtype.Float64),
                "t" => drawn.Transpose(-2, -1),
                "grad" => drawn.RequiresGrad_(),
                "image" => drawn, // there is one layout here
                _ => throw new ArgumentException($"inputs cannot be {word}"),
            };
        return drawn;
    }
}
