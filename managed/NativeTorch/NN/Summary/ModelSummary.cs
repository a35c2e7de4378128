namespace NativeTorch.NN;

/// <summary>A model's layers, shapes, parameters, bytes and work, as data and, by <see cref="ToString"/>, as a table.</summary>
/// <remarks>Made by <see cref="ModelSummaryExtensions"/>. The like of torchinfo's and Keras' summaries.
/// <para>Multiply-adds: a linear map has one for each weight and row, a convolution for each weight of a kernel and element of the output
/// (transposed: of the input), a recurrent layer for each weight of a matrix and step, attention those of its four projections,
/// the scores and the weighted sum; a norm with a weight, and PReLU, one for each element. Biases, embeddings, activations,
/// pooling and functions that a Forward of one's own calls count nothing.</para></remarks>
public sealed class ModelSummary
{
    internal ModelSummary(Module model, IReadOnlyList<ModelSummaryRow> rows, long inputBytes)
    {
        (Rows, InputBytes) = (rows, inputBytes);
        foreach (Parameter parameter in model.Parameters())
        {
            Parameters += parameter.Numel;
            TrainableParameters += parameter.RequiresGrad ? parameter.Numel : 0;
            ParameterBytes += parameter.Numel * parameter.Dtype.ItemSize;
        }
        BufferBytes = model.Buffers().Sum(buffer => buffer.Numel * buffer.Dtype.ItemSize);
    }

    /// <summary>The modules, outer ones first, in the order of registration; the first is the model.</summary>
    public IReadOnlyList<ModelSummaryRow> Rows { get; }

    /// <summary>How many numbers the parameters have; what is shared counts once.</summary>
    public long Parameters { get; }

    /// <summary>How many of them are trained.</summary>
    public long TrainableParameters { get; }

    /// <summary>How many of them are not.</summary>
    public long NonTrainableParameters => Parameters - TrainableParameters;

    /// <summary>Multiply-adds of one pass forward.</summary>
    public long MultiplyAdds => Rows[0].MultiplyAdds;

    /// <summary>Whether there are layers of one's own, whose work is not counted.</summary>
    public bool HasUnknownMultiplyAdds => Rows[0].HasUnknownMultiplyAdds;

    /// <summary>Bytes of the inputs; 0 where the forward pass was given as a call.</summary>
    public long InputBytes { get; }

    /// <summary>Bytes of the parameters.</summary>
    public long ParameterBytes { get; }

    /// <summary>Bytes of the buffers.</summary>
    public long BufferBytes { get; }

    /// <summary>Bytes of all layers' outputs, which training keeps for the backward pass.</summary>
    public long ForwardBytes => Rows[0].OutputBytes;

    /// <summary>An estimate of what a forward pass takes whose graph is kept: inputs, parameters, buffers and outputs.
    /// Gradients take the parameters' bytes once more, and Adam twice more again.</summary>
    public long TotalBytes => InputBytes + ParameterBytes + BufferBytes + ForwardBytes;

    /// <summary>The table: a line for each module, and the totals.</summary>
    public override string ToString() => ModelSummaryTable.Of(this);
}
