using NativeTorch.NN;

namespace NativeTorch.Tests.NN;

/// <summary>What golden files do not show of the initialisers.</summary>
[Collection(nameof(AloneCollection))] // they draw from the default generator
public class InitTests
{
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
