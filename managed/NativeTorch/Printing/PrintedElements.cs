namespace NativeTorch.Printing;

/// <summary>The elements that a print shows, in row-major order: all, or the edges of each dimension.</summary>
sealed class PrintedElements
{
    /// <summary>Sizes of what is shown.</summary>
    public Shape Shape { get; }

    /// <summary>For each dimension, whether its middle was left out.</summary>
    public bool[] IsCut { get; }

    /// <summary>The elements' texts.</summary>
    public ElementFormat Format { get; }

    public PrintedElements(Tensor tensor, PrintOptions options)
    {
        Shape whole = tensor.Shape;
        bool summarize = whole.Numel > options.Threshold;
        IsCut = [.. whole.Select(size => summarize && size > 2 * options.EdgeItems)];
        using var scope = new TensorScope();
        Tensor shown = tensor.Detach();
        for (int dim = 0; dim < IsCut.Length; dim++)
            if (IsCut[dim])
                shown = Torch.Cat([shown.Narrow(dim, 0, options.EdgeItems),
                    shown.Narrow(dim, whole[dim] - options.EdgeItems, options.EdgeItems)], dim);
        Shape = shown.Shape;
        Dtype dtype = tensor.Dtype;
        Format = dtype.IsFloatingPoint
            ? new FloatFormat(shown.To(Device.Cpu, Dtype.Float64).ToArray<double>(), options)
            : new IntegerFormat(shown.To(Device.Cpu, Dtype.Int64).ToArray<long>(), dtype == Dtype.Bool);
    }
}
