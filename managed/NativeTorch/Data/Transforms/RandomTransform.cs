namespace NativeTorch.Data.Transforms;

/// <summary>A transform with random numbers of its own for each image.</summary>
/// <typeparam name="TDraw">What is drawn for an image.</typeparam>
public abstract class RandomTransform<TDraw> : Transform
{
    private protected RandomTransform() { }

    /// <inheritdoc/>
    public sealed override Tensor Apply(Tensor image)
    {
        ImageChecks.One(image, GetType().Name);
        return Run(image, Draw(image.Shape));
    }

    /// <inheritdoc/>
    public sealed override Tensor ApplyBatch(Tensor images)
    {
        ImageChecks.Batch(images, GetType().Name);
        return RunBatch(images, DrawBatch(images.Shape[1..], checked((int)images.Shape[0])));
    }

    internal sealed override bool IsRandom => true;

    internal sealed override object? Plan(ref Shape image)
    {
        TDraw draw = Draw(image);
        image = Result(image, draw);
        return draw;
    }

    internal sealed override Tensor Run(Tensor images, object?[] plans) => RunBatch(images, [.. plans.Select(plan => (TDraw)plan!)]);

    /// <summary>Draws for one image (C, H, W).</summary>
    private protected abstract TDraw Draw(Shape image);

    /// <summary>Draws for several images, in order.</summary>
    private protected virtual TDraw[] DrawBatch(Shape image, int count)
    {
        var draws = new TDraw[count];
        for (int i = 0; i < count; i++)
            draws[i] = Draw(image);
        return draws;
    }

    /// <summary>One image (C, H, W) transformed.</summary>
    private protected abstract Tensor Run(Tensor image, TDraw draw);

    /// <summary>Images (N, C, H, W) transformed, each with its own draw.</summary>
    private protected virtual Tensor RunBatch(Tensor images, TDraw[] draws)
    {
        var results = new Tensor[draws.Length];
        for (int i = 0; i < results.Length; i++)
            results[i] = Run(images.Select(0, i), draws[i]);
        Tensor stacked = ImageBatch.Stack(results, images, GetType().Name);
        foreach (Tensor result in results)
            result.Dispose();
        return stacked;
    }

    /// <summary>The shape that an image (C, H, W) comes out with.</summary>
    private protected virtual Shape Result(Shape image, TDraw draw) => image;
}
