namespace NativeTorch.Data.Transforms;

/// <summary>A function as a transform. PyTorch: <c>torchvision.transforms.Lambda</c>.</summary>
public sealed class Lambda : Transform
{
    readonly Func<Tensor, Tensor> function;
    readonly Func<Tensor, Tensor>? batchFunction;

    /// <summary>A function of one image, and perhaps one of a whole batch.</summary>
    /// <param name="function">Takes an image (C, H, W).</param>
    /// <param name="batchFunction">Takes a batch (N, C, H, W), and gives what <paramref name="function"/> gives for one image after
    /// another; by default that is what happens, and the results are stacked.</param>
    public Lambda(Func<Tensor, Tensor> function, Func<Tensor, Tensor>? batchFunction = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        (this.function, this.batchFunction) = (function, batchFunction);
    }

    /// <inheritdoc/>
    public override Tensor Apply(Tensor image) => function(image);

    /// <inheritdoc/>
    public override Tensor ApplyBatch(Tensor images) =>
        batchFunction is null ? ImageBatch.Each(images, function, nameof(Lambda)) : batchFunction(images);

    /// <summary>Nobody knows what the function draws.</summary>
    internal override bool IsRandom => true;

    internal override bool CanPlan => false;

    internal override object? Plan(ref Shape image) => throw new NotSupportedException();

    internal override Tensor Run(Tensor images, object?[] plans) => throw new NotSupportedException();

    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => "Lambda()";
}
