namespace NativeTorch.Tests.Properties;

/// <summary>Chains of views against index arithmetic.</summary>
public class ViewProperties
{
    [Fact]
    public void ChainsOfViewsAreIndexArithmetic() => Steps.ForAll(400, steps =>
    {
        Naive expected = Naive.Counting(steps.Shape());
        Tensor x = expected.ToTensor(), view = x;
        while (!steps.AtEnd)
        {
            if (ViewStep.Draw(steps, expected.Shape) is not { } step)
                continue;
            view = step.OfTensor(view);
            expected = step.OfNaive(expected);
            expected.AssertSame(view);
            Assert.True(view.Numel == 0 || view.SharesStorageWith(x), step.Name);
        }
        AssertStridesTell(view, x, expected);
    });

    [Fact]
    public void ContiguousCopiesAndReshapesKeepTheOrder() => Steps.ForAll(200, steps =>
    {
        Naive expected = Naive.Counting(steps.Shape());
        Tensor view = expected.ToTensor();
        for (int i = 0; i < 4; i++)
            if (ViewStep.Draw(steps, expected.Shape) is { } step)
                (view, expected) = (step.OfTensor(view), step.OfNaive(expected));
        expected.AssertSame(view.Contiguous());
        Assert.True(view.Contiguous().IsContiguous);
        expected.AssertSame(view.Clone());
        (expected with { Shape = [expected.Values.Length] }).AssertSame(view.Reshape(expected.Values.Length));
        (expected with { Shape = [expected.Values.Length, 1] }).AssertSame(view.Flatten().Unsqueeze(-1));
        expected.AssertSame(view.AsStrided(view.Shape, view.Strides, view.StorageOffset));
    });

    /// <summary>An element's place is the offset and its index times the strides. The base counts, so elements are places.</summary>
    static void AssertStridesTell(Tensor view, Tensor x, Naive expected)
    {
        if (view.Numel == 0)
            return;
        long[] strides = view.Strides;
        double[] places = x.ToArray<double>();
        Naive told = expected.Remap(expected.Shape, index => index) with
        {
            Values = [.. Naive.Counting(expected.Shape).Values.Select(i =>
            {
                long rest = (long)i, place = view.StorageOffset;
                for (int d = expected.Shape.Length - 1; d >= 0; d--)
                {
                    (rest, long at) = Math.DivRem(rest, expected.Shape[d]);
                    place += at * strides[d];
                }
                return places[place];
            })],
        };
        Assert.Equal(expected.Values, told.Values);
    }
}
