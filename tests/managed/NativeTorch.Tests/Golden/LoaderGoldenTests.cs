using System.Text.Json;
using NativeTorch.Data;

namespace NativeTorch.Tests.Golden;

/// <summary>Samplers, splits and loaders against PyTorch's in tests/golden/loader.json, and against a PyTorch that is installed, with other
/// sizes and seeds: orders, random numbers in workers, and what is left in the generators.</summary>
[Collection(nameof(AloneCollection))] // the default generator is everybody's
public class LoaderGoldenTests
{
    static string Folder => Path.Combine(Shared.Repository, "tests", "golden");

    static readonly Lazy<JsonElement> golden = new(() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "loader.json"))).RootElement);
    static readonly Lazy<JsonElement> installed = new(() =>
        JsonDocument.Parse(TorchPython.Run("torch", File.ReadAllText(Path.Combine(Folder, "make_loader.py")), "7")).RootElement);

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Samplers_visit_in_PyTorchs_order(bool isInstalled) => All("samplers", isInstalled, @case =>
    {
        if (!HasInputs(@case))
            return;
        Generator? own = Seed(@case);
        var (order, count) = Sampler(@case, own);
        Assert.Equal(@case.GetProperty("length").GetInt64(), count());
        int epoch = 0;
        foreach (JsonElement pass in @case.GetProperty("passes").EnumerateArray())
        {
            long[] found = [.. order(epoch++)];
            Assert.Equal(pass.GetProperty("first").Deserialize<long[]>()!, found.Take(8));
            Assert.Equal(pass.GetProperty("count").GetInt32(), found.Length);
            Assert.Equal(pass.GetProperty("digest").GetInt64(), found.Aggregate(0L, (d, i) => (d * 31 + i + 1) % 1_000_000_007));
        }
        LeftOver(@case, own);
    });

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Splits_are_PyTorchs(bool isInstalled) => All("splits", isInstalled, @case =>
    {
        Generator? own = Seed(@case);
        var data = new TensorDataset(Torch.Arange(@case.GetProperty("n").GetInt64()));
        double[] lengths = @case.GetProperty("lengths").Deserialize<double[]>()!;
        bool isFractions = lengths.Any(l => l % 1 != 0);
        Subset[] parts = isFractions ? data.RandomSplit(lengths, own) : data.RandomSplit([.. lengths.Select(l => (long)l)], own);
        Assert.Equal(@case.GetProperty("parts").Deserialize<long[][]>()!, parts.Select(p => p.Indices.ToArray()));
        LeftOver(@case, own);
    });

    /// <summary>The same seed, the same batches in the same order from the same workers, and the same random numbers in them.</summary>
    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Loaders_give_PyTorchs_batches(bool isInstalled) => All("loaders", isInstalled, @case =>
    {
        Generator? own = Seed(@case);
        DataLoader loader = Loader(@case, own);
        foreach (JsonElement pass in @case.GetProperty("passes").EnumerateArray())
            Assert.Equal(pass.Deserialize<double[][][]>()!, loader.Select(batch => batch.Select(Numbers).ToArray()));
        LeftOver(@case, own);
    });

    static void All(string kind, bool isInstalled, Action<JsonElement> check)
    {
        foreach (JsonElement @case in (isInstalled ? installed : golden).Value.GetProperty(kind).EnumerateArray())
        {
            try
            {
                check(@case);
            }
            catch (Exception e) when (e is not Xunit.SkipException)
            {
                throw new InvalidOperationException($"{e.Message} in {@case}", e);
            }
        }
    }

    /// <summary>Long inputs are not written down.</summary>
    static bool HasInputs(JsonElement @case) =>
        !new[] { "weights", "indices" }.Any(name => @case.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Null);

    static Generator? Seed(JsonElement @case)
    {
        Torch.ManualSeed(@case.GetProperty("seed").GetUInt64());
        return @case.GetProperty("generator") is { ValueKind: JsonValueKind.Number } seed ? new Generator(seed.GetUInt64()) : null;
    }

    static void LeftOver(JsonElement @case, Generator? own)
    {
        Assert.Equal(@case.GetProperty("next").GetSingle(), Torch.Rand(1).Item<float>());
        if (own is not null)
            Assert.Equal(@case.GetProperty("next_own").GetSingle(), Torch.Rand([1], null, generator: own).Item<float>());
    }

    static (Func<int, IEnumerable<long>> Order, Func<long> Count) Sampler(JsonElement @case, Generator? own)
    {
        bool Is(string name) => @case.TryGetProperty(name, out JsonElement value) && value.GetBoolean();
        long? Long(string name) => @case.TryGetProperty(name, out JsonElement value) ? value.GetInt64() : null;
        var data = new TensorDataset(Torch.Zeros(@case.GetProperty("n").GetInt64()));
        switch (@case.GetProperty("kind").GetString())
        {
            case "random":
                return Plain(new RandomSampler(data, Is("replacement"), Long("num_samples"), own));
            case "weighted":
                double[] weights = @case.GetProperty("weights").Deserialize<double[]>()!;
                return Plain(new WeightedRandomSampler(weights, Long("num_samples")!.Value, Is("replacement"), own));
            case "subset":
                return Plain(new SubsetRandomSampler(@case.GetProperty("indices").Deserialize<long[]>()!, own));
            case "batch":
                var batches = new BatchSampler(new RandomSampler(data, generator: own), 3, Is("drop_last"));
                return (_ => batches.SelectMany(b => b), () => batches.Count);
            case "distributed":
                var share = new DistributedSampler(data, (int)Long("replicas")!, (int)Long("rank")!, Is("shuffle"),
                    @case.GetProperty("seed").GetUInt64(), Is("drop_last"));
                return (epoch => { share.SetEpoch(epoch); return share; }, () => share.Count);
            case var kind:
                throw new NotSupportedException(kind);
        }

        static (Func<int, IEnumerable<long>>, Func<long>) Plain(Sampler sampler) => (_ => sampler, () => sampler.Count);
    }

    static DataLoader Loader(JsonElement @case, Generator? own)
    {
        bool Is(string name) => @case.TryGetProperty(name, out JsonElement value) && value.GetBoolean();
        long? batchSize = @case.GetProperty("batch_size") is { ValueKind: JsonValueKind.Number } size ? size.GetInt64() : null;
        int workers = @case.GetProperty("num_workers").GetInt32();
        return @case.TryGetProperty("lengths", out JsonElement lengths)
            ? new(new Stream(lengths.Deserialize<long[]>()!), batchSize, workers, dropLast: Is("drop_last"), generator: own)
            : new(new Samples(@case.GetProperty("n").GetInt64()), batchSize, Is("shuffle"), numWorkers: workers, dropLast: Is("drop_last"),
                generator: own);
    }

    static double[] Numbers(Tensor part) => part.To(Dtype.Float64).ToArray<double>();

    /// <summary>Numbers of the script: each sample says who made it, and draws twice.</summary>
    sealed class Samples(long count) : Dataset
    {
        public override long Count => count;

        public override IReadOnlyList<Tensor> this[long index] =>
            [Torch.Tensor([index, (long)(WorkerInfo.Current?.Id ?? -1)]), Torch.Rand([]), Torch.RandInt(1000, [])];
    }

    /// <summary>Stream of the script: worker i gives as many numbers as the i-th length says.</summary>
    sealed class Stream(long[] lengths) : IterableDataset
    {
        public override IEnumerator<IReadOnlyList<Tensor>> GetEnumerator()
        {
            int worker = WorkerInfo.Current?.Id ?? 0;
            for (long i = 0; i < lengths[worker]; i++)
                yield return [Torch.Tensor(100L * worker + i), Torch.Rand([])];
        }
    }
}
