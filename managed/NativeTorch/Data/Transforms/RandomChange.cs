using NativeTorch.NN;

namespace NativeTorch.Data.Transforms;

/// <summary>Something that is done to an image with probability p, or not at all: if <c>rand(1) &lt; p</c>.</summary>
public abstract class RandomChange : RandomTransform<bool>
{
    readonly double p;

    private protected RandomChange(double p)
    {
        ImageChecks.Probability(p, GetType().Name);
        this.p = p;
    }

    private protected sealed override bool Draw(Shape image) => RandomDraw.Uniform() < (float)p;

    private protected sealed override bool[] DrawBatch(Shape image, int count)
    {
        using Tensor drawn = Torch.Rand(count);
        ReadOnlySpan<float> numbers = drawn.AsSpan<float>();
        var draws = new bool[count];
        for (int i = 0; i < count; i++)
            draws[i] = numbers[i] < (float)p;
        return draws;
    }

    private protected sealed override Tensor Run(Tensor image, bool draw) => draw ? Change(image) : image;

    private protected sealed override Tensor RunBatch(Tensor images, bool[] draws) =>
        BatchSubset.Replace(images, BatchSubset.Where(draws, draw => draw), Change, GetType().Name);

    /// <summary>What is done to images (..., C, H, W).</summary>
    private protected abstract Tensor Change(Tensor images);

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => $"{GetType().Name}(p={Repr.Of(p)})";
}
