namespace NativeTorch;

/// <summary>Central differences of a function's outputs by the elements of one input.</summary>
sealed class FiniteDifferences(Func<Tensor[], Tensor[]> function, Tensor[] inputs, Tensor[] outputs, double eps)
{
    /// <summary>[element of the input][output][element of the output].</summary>
    public double[][][] By(int which)
    {
        var direction = new double[inputs[which].Numel];
        var columns = new double[direction.Length][][];
        for (int k = 0; k < columns.Length; k++)
        {
            direction[k] = 1;
            columns[k] = Along(which, direction);
            direction[k] = 0;
        }
        return columns;
    }

    /// <summary>[output][element of the output], where one input moves along a direction.</summary>
    public double[][] Along(int which, double[] direction)
    {
        double[] start = inputs[which].Detach().ToArray<double>();
        double[][] above = At(which, start, direction, eps), below = At(which, start, direction, -eps);
        return [.. above.Select((values, o) => values.Zip(below[o], (a, b) => (a - b) / (2 * eps)).ToArray())];
    }

    double[][] At(int which, double[] start, double[] direction, double step)
    {
        double[] moved = [.. start.Zip(direction, (x, d) => x + step * d)];
        Tensor[] at = (Tensor[])inputs.Clone();
        // A function may differentiate inside, as that of second derivatives does.
        at[which] = Torch.Tensor(moved).Reshape(inputs[which].Shape).RequiresGrad_();
        Tensor[] results = function(at);
        if (results.Length != outputs.Length)
            throw new ArgumentException($"[gradcheck] the function gave {outputs.Length} outputs, then {results.Length}", nameof(function));
        return Array.ConvertAll(results, r => r.Detach().To(Dtype.Float64).ToArray<double>());
    }
}
