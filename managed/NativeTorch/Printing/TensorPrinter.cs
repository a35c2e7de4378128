using System.Text;

namespace NativeTorch.Printing;

/// <summary>Prints a tensor exactly as PyTorch does (<c>torch/_tensor_str.py</c>).</summary>
static class TensorPrinter
{
    const string Prefix = "tensor(";

    public static string Print(Tensor tensor, PrintOptions options)
    {
        using GradMode noGrad = Torch.NoGrad();
        string elements = tensor.Numel == 0 ? "[]" : Nested(new PrintedElements(tensor, options), 0, 0, Prefix.Length, options);
        return WithSuffixes(Prefix + elements, Suffixes(tensor), options.LineWidth);
    }

    /// <param name="elements">What is shown.</param>
    /// <param name="dim">The dimension whose bracket is opened here.</param>
    /// <param name="first">The position of its first element.</param>
    /// <param name="indent">How far in the bracket stands.</param>
    /// <param name="options">How wide a line is.</param>
    static string Nested(PrintedElements elements, int dim, int first, int indent, PrintOptions options)
    {
        int dims = elements.Shape.Count;
        if (dim == dims)
            return elements.Format[first];
        if (dim == dims - 1)
            return Row(elements, first, indent, options);
        int stride = (int)elements.Shape[(dim + 1)..].Numel;
        var parts = new List<string>();
        for (int i = 0; i < elements.Shape[dim]; i++)
        {
            if (elements.IsCut[dim] && i == options.EdgeItems)
                parts.Add("...");
            parts.Add(Nested(elements, dim + 1, first + i * stride, indent + 1, options));
        }
        string separator = "," + new string('\n', dims - dim - 1) + new string(' ', indent + 1);
        return $"[{string.Join(separator, parts)}]";
    }

    static string Row(PrintedElements elements, int first, int indent, PrintOptions options)
    {
        var texts = new List<string>();
        for (int i = 0; i < elements.Shape[^1]; i++)
        {
            if (elements.IsCut[^1] && i == options.EdgeItems)
                texts.Add(" ...");
            texts.Add(elements.Format[first + i]);
        }
        int perLine = Math.Max(1, (options.LineWidth - indent) / (elements.Format.Width + 2));
        string separator = ",\n" + new string(' ', indent + 1);
        return $"[{string.Join(separator, texts.Chunk(perLine).Select(line => string.Join(", ", line)))}]";
    }

    static IEnumerable<string> Suffixes(Tensor tensor)
    {
        Dtype dtype = tensor.Dtype;
        if (tensor.Device.Type != DeviceType.Cpu)
            yield return $"device='{tensor.Device}'";
        bool isEmpty = tensor.Numel == 0;
        if (isEmpty && tensor.Dim != 1)
            yield return $"size={tensor.Shape}";
        if (dtype != Dtype.Float32 && (isEmpty || dtype is not (Dtype.Int64 or Dtype.Bool)))
            yield return $"dtype=torch.{dtype.TorchName}";
        if (tensor.GradFn is { } fn)
            yield return $"grad_fn={fn}";
        else if (tensor.RequiresGrad)
            yield return "requires_grad=True";
    }

    static string WithSuffixes(string text, IEnumerable<string> suffixes, int lineWidth)
    {
        var result = new StringBuilder(text);
        int line = text.Length - text.LastIndexOf('\n') + 1;
        foreach (string suffix in suffixes)
        {
            bool breaks = line + suffix.Length + 2 > lineWidth;
            result.Append(breaks ? ",\n" + new string(' ', Prefix.Length) : ", ").Append(suffix);
            line = breaks ? Prefix.Length + suffix.Length : line + suffix.Length + 2;
        }
        return result.Append(')').ToString();
    }
}
