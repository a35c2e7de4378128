namespace NativeTorch.NN;

public static partial class Utils
{
    /// <summary>All elements of all parameters in one vector, which can be differentiated.</summary>
    /// <remarks>PyTorch: <c>torch.nn.utils.parameters_to_vector</c>.</remarks>
    public static Tensor ParametersToVector(IEnumerable<Tensor> parameters) => Torch.Cat([.. parameters.Select(p => p.Reshape(-1))]);

    /// <summary>Copies the elements of a vector, in order, into the parameters.</summary>
    /// <remarks>PyTorch: <c>torch.nn.utils.vector_to_parameters</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The vector has not as many elements as the parameters.</exception>
    public static void VectorToParameters(Tensor vector, IEnumerable<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(vector);
        Tensor[] all = [.. parameters];
        long count = all.Sum(p => p.Numel);
        if (vector.Dim != 1 || vector.Numel != count)
            throw new ShapeMismatchException($"[vector_to_parameters] a vector {vector.Shape} for parameters of {count} elements");
        using var noGrad = Torch.NoGrad();
        long at = 0;
        foreach (Tensor parameter in all)
        {
            parameter.Copy_(vector.Narrow(0, at, parameter.Numel).Reshape(parameter.Shape));
            at += parameter.Numel;
        }
    }
}
