using NativeTorch.NN;

namespace NativeTorch.Data.Transforms;

/// <summary>Several transforms one after another with probability p, or none of them. PyTorch:
/// <c>torchvision.transforms.RandomApply</c>.</summary>
/// <remarks>Draws <c>rand(1)</c> for each image, and then what the transforms draw where they are applied.</remarks>
public sealed class RandomApply : RandomGroup
{
    readonly double p;
    readonly Compose all;

    /// <summary>Transforms, and how likely they are.</summary>
    /// <param name="transforms">The transforms in order.</param>
    /// <param name="p">The probability (default 0.5).</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 1.</exception>
    public RandomApply(ReadOnlySpan<ITransform> transforms, double p = 0.5) : base(new Compose(transforms))
    {
        ImageChecks.Probability(p, nameof(RandomApply));
        (this.p, all) = (p, (Compose)Choices[0]);
    }

    private protected override int Choose() => (float)p < RandomDraw.Uniform() ? -1 : 0;

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => Compose.List(nameof(RandomApply), all.Transforms, $"p={Repr.Of(p)}");
}
