using NativeTorch.NN;

namespace NativeTorch.Tests.NN.Layers;

/// <summary>Embedding and EmbeddingBag: given tables, padding rows, errors.</summary>
public class EmbeddingLayerTests
{
    [Fact]
    public void The_padding_row_starts_with_zeros_and_gets_no_gradient()
    {
        var table = new Embedding(4, 3, paddingIdx: -2);
        Assert.Equal(2, table.PaddingIdx);
        Assert.Equal([0, 0, 0], table.Weight[2].ToArray<float>());
        Assert.NotEqual(0, table.Weight[1].Abs().Sum().Item<float>());
        table.Forward(Torch.Tensor([2L, 1, 1])).Sum().Backward();
        Assert.Equal([0, 0, 0, 2, 2, 2, 0, 0, 0, 0, 0, 0], table.Weight.Grad!.ToArray<float>());
    }

    [Fact]
    public void A_given_table_is_shared_and_frozen()
    {
        Tensor values = Torch.Tensor([[1f, 2], [3, 4]]);
        var table = Embedding.FromPretrained(values, paddingIdx: 0);
        Assert.False(table.Weight.RequiresGrad);
        Assert.Equal([1, 2], table.Weight[0].ToArray<float>());
        values[1, 0] = 7;
        Assert.Equal([7, 4], table.Forward(Torch.Tensor([1L])).ToArray<float>());
        Assert.True(EmbeddingBag.FromPretrained(values, freeze: false, mode: EmbeddingBagMode.Sum).Weight.RequiresGrad);
        Assert.Throws<ShapeMismatchException>(() => Embedding.FromPretrained(Torch.Ones(3)));
    }

    [Fact]
    public void Bags_take_offsets_and_factors()
    {
        var bags = EmbeddingBag.FromPretrained(Torch.Tensor([[1f, 2], [3, 4], [5, 6]]), mode: EmbeddingBagMode.Sum);
        Tensor rows = Torch.Tensor([0L, 1, 2, 2]), offsets = Torch.Tensor([0L, 0, 3]);
        Assert.Equal([0, 0, 9, 12, 5, 6], bags.Forward(rows, offsets).ToArray<float>());
        Assert.Equal([0, 0, -1, 0, 5, 6], bags.Forward(rows, offsets, Torch.Tensor([1f, 1, -1, 1])).ToArray<float>());
    }

    [Fact]
    public void Rows_that_are_none_are_refused()
    {
        Assert.Contains("[Embedding]", Assert.Throws<ArgumentOutOfRangeException>(() => new Embedding(3, 2, 3)).Message);
        Assert.Contains("[EmbeddingBag]", Assert.Throws<ArgumentOutOfRangeException>(() => new EmbeddingBag(3, 2, paddingIdx: -4)).Message);
        Assert.Throws<TensorIndexException>(() => new Embedding(3, 2).Forward(Torch.Tensor([3L])));
    }
}
