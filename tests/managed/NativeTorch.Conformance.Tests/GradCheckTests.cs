using NativeTorch.Conformance.Binding;
using NativeTorch.Conformance.Cases;
using NativeTorch.Conformance.Checking;

namespace NativeTorch.Conformance.Tests;

/// <summary>First and second derivatives of every op against finite differences, at PyTorch's float64 samples: a row an op.</summary>
public sealed class GradCheckTests
{
    const string NoSamples = "(no samples)";
    const int MaxSamples = 3;
    const long MaxElements = 40;

    /// <summary>Ops that read a half, or the symmetric part, of a matrix: moved by themselves, its elements have no effect, and the
    /// gradient, which PyTorch gives as a symmetric matrix, none of that. They are checked as functions of what they read.</summary>
    static readonly Dictionary<string, Func<Tensor, int, Case, Tensor>> Reads = new()
    {
        ["linalg.eigh"] = Symmetric,
        ["linalg.eigvalsh"] = Symmetric,
        ["linalg.cholesky"] = Symmetric,
        ["linalg.cholesky_ex"] = Symmetric,
        ["cholesky"] = Symmetric,
        ["symeig"] = Symmetric,
        ["cholesky_inverse"] = (x, _, sample) => Triangle(x, sample),
        ["cholesky_solve"] = (x, which, sample) => which == 1 ? Triangle(x, sample) : x * 1,
        // PyTorch's gradient, as everybody's, holds for logarithms of probabilities that add up to 1.
        ["nn.functional.ctc_loss"] = (x, _, _) => x.LogSoftmax(-1),
    };

    /// <summary>PyTorch has no second derivative of these either; asking for one is a typed error.</summary>
    static readonly string[] OnceOnly = ["nn.functional.ctc_loss", "nn.functional.grid_sample"];

    const string LessPrecise = "Its result has fewer digits than a step of the finite differences.";
    const string RepeatedPlaces = "Samples name places twice; the last one wins, and PyTorch gives all of them the gradient.";

    static readonly Dictionary<string, string> NotChecked = new()
    {
        ["as_strided_scatter"] = RepeatedPlaces,
        ["bfloat16"] = LessPrecise,
        ["float"] = LessPrecise,
        ["half"] = LessPrecise,
        ["index_put"] = RepeatedPlaces,
        ["nn.functional.max_unpool1d"] = RepeatedPlaces,
        ["nn.functional.max_unpool2d"] = RepeatedPlaces,
        ["nn.functional.max_unpool3d"] = RepeatedPlaces,
        ["__rpow__"] = "A sample has the base 0, where the power jumps; pow is the same function.",
    };

    static Tensor Symmetric(Tensor x, int which, Case sample) => (x + x.Transpose(-1, -2)) / 2;

    static Tensor Triangle(Tensor x, Case sample) => sample.Kwargs.GetValueOrDefault("upper") is true ? x.Triu() : x.Tril();

    public static TheoryData<string> Ops => [.. Folders.Samples is { } folder ? (IEnumerable<string>)Run.Files(folder).Keys : [NoSamples]];

    [SkippableTheory]
    [MemberData(nameof(Ops))]
    public void Derivatives(string op)
    {
        Skip.If(Folders.Samples is null, "PyTorch's samples are neither in $NATIVETORCH_CONFORMANCE nor in ../shared/conformance.");
        Skip.If(NotChecked.TryGetValue(op, out string? reason), reason);
        CaseFile file = CaseFile.Load(Run.Files(Folders.Samples)[op]);
        int checkedCases = 0;
        for (int i = 0; i < file.Count && checkedCases < MaxSamples; i++)
            if (Check(op, file, file[i], i))
                checkedCases++;
        Skip.If(checkedCases == 0, "It is not differentiable, or has no float64 sample that is.");
    }

    /// <summary>False where the case is none to check.</summary>
    static bool Check(string op, CaseFile file, Case sample, int index)
    {
        if (sample.Error is not null || sample.Grads is null || sample.Variant is { } v && v.Contains("subgradient"))
            return false;
        Tensor[] at = [.. new Inputs(sample, file.Storages, Device.Cpu).Differentiable];
        if (at.Length == 0 || at.Any(x => x.Dtype != Dtype.Float64) || at.All(x => x.Numel == 0))
            return false;
        Func<Tensor, int, Case, Tensor> read = Reads.GetValueOrDefault(op, (x, _, _) => x * 1); // an op in place takes no leaf
        Tensor[] Call(Tensor[] xs)
        {
            Torch.ManualSeed(0);
            var outputs = Results.Flatten(Bindings.Invoke(op, new Inputs(sample, file.Storages, Device.Cpu, [.. xs.Select((x, i) => read(x, i, sample))]).Arguments, numbersAsTensors: true));
            return [.. outputs.OfType<Tensor>().Where(o => o.RequiresGrad)];
        }
        Tensor[] inputs = Array.ConvertAll(at, x => x.Detach().Clone().RequiresGrad_());
        Tensor[] outputs = Call(inputs);
        if (outputs.Length == 0)
            return false;
        bool fast = inputs.Sum(x => x.Numel) > MaxElements || outputs.Sum(o => o.Numel) > 4 * MaxElements;
        GradCheckReport first = Autograd.GradCheck(Call, inputs, fastMode: fast);
        Assert.True(first.Passed, $"#{index}: {first}");
        if (OnceOnly.Contains(op))
        {
            Exception e = Assert.ThrowsAny<Exception>(() => Autograd.GradGradCheck(Call, inputs, fastMode: fast));
            Assert.True(e is UnsupportedOpException or AutogradException, e.ToString());
            return true;
        }
        GradCheckReport second = Autograd.GradGradCheck(Call, inputs, fastMode: fast);
        Assert.True(second.Passed, $"#{index}, second: {second}");
        return true;
    }
}
