namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <inheritdoc cref="NativeTorch.Tensor.Max()"/>
    public static Tensor Max(Tensor input) => NotNull(input).Max();

    /// <inheritdoc cref="NativeTorch.Tensor.Max(Tensor)"/>
    public static Tensor Max(Tensor input, Tensor other) => NotNull(input).Max(other);

    /// <inheritdoc cref="NativeTorch.Tensor.Min()"/>
    public static Tensor Min(Tensor input) => NotNull(input).Min();

    /// <inheritdoc cref="NativeTorch.Tensor.Min(Tensor)"/>
    public static Tensor Min(Tensor input, Tensor other) => NotNull(input).Min(other);

    /// <inheritdoc cref="NativeTorch.Tensor.Split(long, int)"/>
    public static Tensor[] Split(Tensor input, long size, int dim = 0) => NotNull(input).Split(size, dim);

    /// <inheritdoc cref="NativeTorch.Tensor.Chunk(long, int)"/>
    public static Tensor[] Chunk(Tensor input, long chunks, int dim = 0) => NotNull(input).Chunk(chunks, dim);

    /// <inheritdoc cref="NativeTorch.Tensor.Unbind(int)"/>
    public static Tensor[] Unbind(Tensor input, int dim = 0) => NotNull(input).Unbind(dim);
}
