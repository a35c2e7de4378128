namespace NativeTorch.Tests.Properties;

/// <summary>The dtype of a result: PyTorch's rules, written out.</summary>
public class PromotionProperties
{
    static readonly Dtype[] Dtypes = Enum.GetValues<Dtype>();

    [Fact]
    public void TensorsPromoteByKindThenByWidth() => Steps.ForAll(500, steps =>
    {
        Tensor x = Small(steps), y = Small(steps);
        Dtype expected = Result((x.Dtype, x.Dim == 0), (y.Dtype, y.Dim == 0));
        Assert.Equal(expected, Torch.ResultType(x, y));
        Check(expected, x, y, x * y, (a, b) => a * b);
        Assert.Equal(Dtype.Bool, (x < y).Dtype);
        Assert.Equal(expected.IsFloatingPoint ? expected : Dtype.Float32, (x / y.To(Dtype.Bool).To(y.Dtype).MaskedFill(y.Eq(0), 1)).Dtype);
    });

    [Fact]
    public void NumbersHaveTheWeakestSay() => Steps.ForAll(300, steps =>
    {
        Tensor x = Small(steps);
        var (number, own) = steps.Choose(3) switch
        {
            0 => ((Scalar)true, Dtype.Bool),
            1 => ((Scalar)steps.Choose(3), Dtype.Int64),
            _ => ((Scalar)(0.5 * steps.Choose(5)), Dtype.Float32),
        };
        Dtype expected = Category(own) > Category(x.Dtype) ? own : x.Dtype;
        Tensor product = x * number;
        Assert.Equal(expected, product.Dtype);
        Assert.Equal(x.To(Dtype.Float64).ToArray<double>().Select(v => v * number.ToDouble()), product.To(Dtype.Float64).ToArray<double>());
    });

    [Fact]
    public void InPlaceRefusesWhatItsDtypeCannotHold() => Steps.ForAll(300, steps =>
    {
        Tensor x = Small(steps), y = Small(steps);
        if (Naive.Broadcast(x.Shape.ToArray(), y.Shape.ToArray()) is not { } shape || !shape.SequenceEqual(x.Shape))
            return;
        Dtype result = Result((x.Dtype, x.Dim == 0), (y.Dtype, y.Dim == 0));
        if (Category(result) > Category(x.Dtype))
            Assert.Throws<DtypeMismatchException>(() => x.Mul_(y));
        else
            Assert.Equal(x.Dtype, x.Mul_(y).Dtype);
    });

    static void Check(Dtype dtype, Tensor x, Tensor y, Tensor actual, Func<double, double, double> f)
    {
        Assert.Equal(dtype, actual.Dtype);
        Naive.Map(Of(x), Of(y), f).AssertSame(actual);
    }

    static Naive Of(Tensor x) => new(x.Shape.ToArray(), x.To(Dtype.Float64).ToArray<double>());

    /// <summary>0 to 3, whose products every dtype holds; truth values are 0 and 1.</summary>
    static Tensor Small(Steps steps)
    {
        long[] shape = steps.Choose(3) == 0 ? [] : [1 + steps.Choose(2), 2];
        return (Naive.Counting(shape) with { Values = [.. Naive.Counting(shape).Values.Select(_ => (double)steps.Choose(4))] })
            .ToTensor(Dtypes[steps.Choose(Dtypes.Length)]);
    }

    /// <summary>0-d tensors count only where they are of a higher kind.</summary>
    static Dtype Result((Dtype Dtype, bool Weak) a, (Dtype Dtype, bool Weak) b)
    {
        if (a.Weak == b.Weak)
            return Promote(a.Dtype, b.Dtype);
        var (strong, weak) = a.Weak ? (b.Dtype, a.Dtype) : (a.Dtype, b.Dtype);
        return Category(weak) > Category(strong) ? Promote(strong, weak) : strong;
    }

    static Dtype Promote(Dtype a, Dtype b)
    {
        if (Category(a) != Category(b))
            return Category(a) > Category(b) ? a : b;
        return (a, b) switch
        {
            _ when a == b => a,
            (Dtype.Float16, Dtype.BFloat16) or (Dtype.BFloat16, Dtype.Float16) => Dtype.Float32,
            (Dtype.UInt8, Dtype.Int8) or (Dtype.Int8, Dtype.UInt8) => Dtype.Int16,
            _ => a > b ? a : b,
        };
    }

    static int Category(Dtype dtype) => dtype == Dtype.Bool ? 0 : dtype.IsFloatingPoint ? 2 : 1;
}
