namespace NativeTorch.Tests.Properties;

/// <summary>Operands of different shapes, whole or as views, against index arithmetic.</summary>
public class BroadcastingProperties
{
    static readonly (string Name, Func<Tensor, Tensor, Tensor> Tensors, Func<double, double, double> Numbers)[] Ops =
    [
        ("Add", (a, b) => a + b, (a, b) => a + b),
        ("Sub", (a, b) => a - b, (a, b) => a - b),
        ("Mul", (a, b) => a * b, (a, b) => a * b),
        ("Maximum", Torch.Maximum, Math.Max),
        ("Lt", (a, b) => a < b, (a, b) => a < b ? 1 : 0),
    ];

    [Fact]
    public void BinaryOpsBroadcastOrSayThatTheyCannot() => Steps.ForAll(500, steps =>
    {
        var (a, x) = Operand(steps, steps.Shape());
        var (b, y) = Operand(steps, Partner(steps, a.Shape));
        var op = Ops[steps.Choose(Ops.Length)];
        if (Naive.Broadcast(a.Shape, b.Shape) is null)
            Assert.Throws<ShapeMismatchException>(() => op.Tensors(x, y));
        else
            Naive.Map(a, b, op.Numbers).AssertSame(op.Tensors(x, y));
    });

    [Fact]
    public void ThreeOperandsBroadcast() => Steps.ForAll(200, steps =>
    {
        var (a, x) = Operand(steps, steps.Shape());
        var (b, y) = Operand(steps, Partner(steps, a.Shape));
        var (c, z) = Operand(steps, Partner(steps, a.Shape));
        if (Naive.Broadcast(a.Shape, b.Shape) is not { } two || Naive.Broadcast(two, c.Shape) is null)
            return;
        Naive mask = Naive.Map(a, Naive.Counting(1), (value, _) => value % 2);
        mask = mask with { Shape = a.Shape };
        Naive chosen = Naive.Map(Naive.Map(mask, b, (m, v) => m == 1 ? v : double.NaN), c, (v, other) => double.IsNaN(v) ? other : v);
        chosen.AssertSame(Torch.Where(x.Remainder(2).Eq(1), y, z));
    });

    [Fact]
    public void ExpandRepeatsAndInPlaceKeepsTheShape() => Steps.ForAll(300, steps =>
    {
        var (a, x) = Operand(steps, steps.Shape());
        var (b, y) = Operand(steps, Partner(steps, a.Shape));
        if (Naive.Broadcast(a.Shape, b.Shape) is { } shape)
        {
            a.Expand(shape).AssertSame(x.Expand(shape));
            if (shape.SequenceEqual(a.Shape))
                Naive.Map(a, b, (p, q) => p + q).AssertSame(x.Clone().Add_(y));
            else
                Assert.Throws<ShapeMismatchException>(() => x.Clone().Add_(y));
        }
    });

    /// <summary>Counting numbers, as they are or as the transposed view of their transposed copy.</summary>
    static (Naive, Tensor) Operand(Steps steps, long[] shape)
    {
        Naive naive = Naive.Counting(shape);
        Tensor whole = naive.ToTensor();
        return (naive, shape.Length > 1 && steps.Choose(2) == 1 ? whole.Transpose(0, -1).Contiguous().Transpose(0, -1) : whole);
    }

    /// <summary>Mostly a shape that fits: some sizes 1, some in front missing.</summary>
    static long[] Partner(Steps steps, long[] shape) => steps.Choose(4) == 0
        ? steps.Shape()
        : [.. shape.Skip(steps.Choose(shape.Length + 1)).Select(size => steps.Choose(3) == 0 ? 1 : size)];
}
