namespace NativeTorch.Tests;

/// <summary>Comparisons of a tensor with what it should be.</summary>
static class Close
{
    /// <summary>Whether the elements, in row-major order, are as expected to about seven digits.</summary>
    public static void To(double[] expected, Tensor actual, double tolerance = 1e-6)
    {
        double[] values = actual.Detach().To(Device.Cpu, Dtype.Float64).ToArray<double>();
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < expected.Length; i++)
            if (!Same(expected[i], values[i], tolerance)) // the message, which prints the tensor, is costly
                Assert.Fail($"element {i}: expected {expected[i]:R}, got {values[i]:R} in {actual}");
    }

    /// <summary>The same, and the shape.</summary>
    public static void To(double[] expected, long[] shape, Tensor actual, double tolerance = 1e-6)
    {
        Assert.Equal(shape, actual.Shape.ToArray());
        To(expected, actual, tolerance);
    }

    static bool Same(double expected, double actual, double tolerance) => expected.Equals(actual)
        || Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected));
}
