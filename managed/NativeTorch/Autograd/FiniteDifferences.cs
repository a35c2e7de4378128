namespace NativeTorch;

/// <summary>Central differences of a function's outputs by the elements of one input.</summary>
sealed class FiniteDifferences(Func<Tensor[], Tensor[]> function, Tensor[] inputs, Tensor[] outputs, double eps)
{
    /// <summary>[element of the input][output][element of the output].</summary>
    public double[][][] By(int which)
    {
        double[] start = inputs[which].Detach().ToArray<double>();
        var columns = new double[start.Length][][];
        for (int k = 0; k < start.Length; k++)
        {
            double[][] above = At(which, start, k, eps), below = At(which, start, k, -eps);
            columns[k] = [.. above.Select((values, o) => values.Zip(below[o], (a, b) => (a - b) / (2 * eps)).ToArray())];
        }
        return columns;
    }

    double[][] At(int which, double[] start, int element, double step)
    {
        double[] moved = (double[])start.Clone();
        moved[element] += step;
        Tensor[] at = (Tensor[])inputs.Clone();
        // A function may differentiate inside, as that of second derivatives does.
        at[which] = Torch.Tensor(moved).Reshape(inputs[which].Shape).RequiresGrad_();
        Tensor[] results = function(at);
        if (results.Length != outputs.Length)
            throw new ArgumentException($"[gradcheck] the function gave {outputs.Length} outputs, then {results.Length}", nameof(function));
        return Array.ConvertAll(results, r => r.Detach().To(Dtype.Float64).ToArray<double>());
    }
}
