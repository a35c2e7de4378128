namespace NativeTorch.Logging;

/// <summary>The points of a precision-recall curve.</summary>
static class PrCurve
{
    /// <summary>True and false positives, true and false negatives, precision, recall.</summary>
    public const int Rows = 6;

    const double LeastCount = 1e-7;

    /// <summary>The rows one after another, with a column for each threshold k / (count - 1): found is what is predicted at or
    /// above it.</summary>
    public static float[] Of(Tensor labels, Tensor predictions, Tensor? weights, int numThresholds)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfLessThan(numThresholds, 2);
        if (labels.Shape != predictions.Shape || (weights is not null && weights.Shape != labels.Shape))
            throw new ShapeMismatchException(
                $"[add_pr_curve] labels {labels.Shape}, predictions {predictions.Shape}, weights {weights?.Shape.ToString() ?? "1"}");
        double[] label = Numbers(labels), prediction = Numbers(predictions), weight = weights is null ? [] : Numbers(weights);
        double[] truePositives = new double[numThresholds], falsePositives = new double[numThresholds];
        for (int i = 0; i < label.Length; i++)
        {
            double bucket = Math.Floor(prediction[i] * (numThresholds - 1));
            if (!(bucket >= 0 && bucket < numThresholds))
                continue;
            truePositives[(int)bucket] += label[i] * (weights is null ? 1 : weight[i]);
            falsePositives[(int)bucket] += (1 - label[i]) * (weights is null ? 1 : weight[i]);
        }
        SumFromTheEnd(truePositives);
        SumFromTheEnd(falsePositives);

        var rows = new float[Rows * numThresholds];
        for (int k = 0; k < numThresholds; k++)
        {
            double tp = truePositives[k], fp = falsePositives[k], tn = falsePositives[0] - fp, fn = truePositives[0] - tp;
            double[] point = [tp, fp, tn, fn, tp / Math.Max(LeastCount, tp + fp), tp / Math.Max(LeastCount, tp + fn)];
            for (int row = 0; row < Rows; row++)
                rows[row * numThresholds + k] = (float)point[row];
        }
        return rows;
    }

    static double[] Numbers(Tensor tensor) => tensor.Detach().To(Device.Cpu, Dtype.Float64).ToArray<double>();

    static void SumFromTheEnd(double[] values)
    {
        for (int i = values.Length - 2; i >= 0; i--)
            values[i] += values[i + 1];
    }
}
