namespace NativeTorch.Data.Transforms;

/// <summary>Single random numbers, as PyTorch draws them into tensors of one element.</summary>
static class RandomDraw
{
    // A tensor for each thread, kept: a draw takes 0.3 us instead of 0.8.
    [ThreadStatic] static Tensor? integer, number;

    /// <summary>An integer from [0, <paramref name="range"/>). PyTorch: <c>torch.randint(0, range, (1,))</c>.</summary>
    public static long Below(long range)
    {
        Tensor drawn = (integer ??= New(Dtype.Int64)).Random_(0, range);
        return drawn.AsSpan<long>()[0];
    }

    /// <summary>A float32 from [low, high). PyTorch: <c>torch.empty(1).uniform_(low, high)</c>, and <c>torch.rand(1)</c>.</summary>
    public static float Uniform(double low = 0, double high = 1)
    {
        Tensor drawn = (number ??= New(Dtype.Float32)).Uniform_(low, high);
        return drawn.AsSpan<float>()[0];
    }

    static Tensor New(Dtype dtype)
    {
        using InferenceMode outside = Torch.InferenceMode(false); // it outlives the mode, and the scope, of its first use
        Tensor scratch = Torch.Empty([1], dtype);
        scratch.Scope = null;
        return scratch;
    }
}
