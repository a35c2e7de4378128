using NativeTorch.Data;

namespace NativeTorch.Tests.Data.Samplers;

/// <summary>What samplers refuse, and what has no counterpart in tests/golden/loader.json.</summary>
public class SamplerTests
{
    static readonly TensorDataset five = new(Torch.Arange(5)), none = new(Torch.Zeros(0));

    [Fact]
    public void A_sequence_is_in_order() => Assert.Equal([0L, 1, 2, 3, 4], new SequentialSampler(five));

    [Fact]
    public void An_empty_dataset_has_an_empty_order()
    {
        Assert.Empty(new RandomSampler(none));
        Assert.Empty(new RandomSampler(none, replacement: true));
        Assert.Empty(new SequentialSampler(none));
        Assert.Empty(new DistributedSampler(none, numReplicas: 2, rank: 1));
    }

    [Fact]
    public void Batches_of_any_numbers_count_where_they_can_be_counted()
    {
        Assert.Equal(2, new BatchSampler([7L, 8L, 9L], 2).Count);
        Assert.Equal(1, new BatchSampler([7L, 8L, 9L], 2, dropLast: true).Count);
        Assert.Throws<InvalidOperationException>(() => new BatchSampler(Enumerable.Range(0, 3).Select(i => (long)i).Where(i => i > 0), 2).Count);
    }

    [Fact]
    public void Weights_may_be_a_tensor()
    {
        var byTensor = new WeightedRandomSampler(Torch.Tensor([0.5f, 0f, 0.25f]), 20, generator: new Generator(3));
        var bySpan = new WeightedRandomSampler([0.5, 0, 0.25], 20, generator: new Generator(3));
        Assert.Equal(bySpan, byTensor);
        Assert.DoesNotContain(1L, bySpan);
    }

    /// <summary>Indices are drawn when a pass starts, in whatever scope that is, and live as long as the pass.</summary>
    [Fact]
    public void A_scope_in_the_loops_body_does_not_break_the_order()
    {
        var seen = new List<long>();
        foreach (long index in new WeightedRandomSampler([1, 1, 1], 6))
        {
            using var scope = new TensorScope();
            Torch.Zeros(1);
            seen.Add(index);
        }
        Assert.Equal(6, seen.Count);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomSampler(five, numSamples: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightedRandomSampler([1.0], 0));
        Assert.Throws<ShapeMismatchException>(() => new WeightedRandomSampler(Torch.Zeros(2, 2), 1));
        Assert.Throws<ArgumentException>(() => new WeightedRandomSampler([1.0, -1], 1).ToList());
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchSampler([1L], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DistributedSampler(five, numReplicas: 2, rank: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DistributedSampler(five, numReplicas: 2, rank: -1));
    }
}
