namespace NativeTorch.Tests;

/// <summary>Which exception comes, and that its text starts with the op and shows the values.</summary>
public class ErrorTests
{
    [Theory, MemberData(nameof(Rows))]
    public void Throws(Action action, Type exception, string text)
    {
        Exception e = Assert.ThrowsAny<Exception>(action);
        Assert.IsType(exception, e);
        Assert.Contains(text, e.Message);
    }

    static Tensor Leaf => Torch.Ones([2], null, requiresGrad: true);

    public static TheoryData<Action, Type, string> Rows => new()
    {
        { () => Torch.Ones(2, 3).Matmul(Torch.Ones(4, 5)), typeof(ShapeMismatchException), "[matmul]" },
        { () => Torch.Ones(2, 3).Matmul(Torch.Ones(4, 5)), typeof(ShapeMismatchException), "(2, 3)" },
        { () => _ = Torch.Ones(2) + Torch.Ones(3), typeof(ShapeMismatchException), "[add]" },
        { () => Torch.Ones(6).View(4), typeof(ShapeMismatchException), "[view]" },
        { () => Torch.Ones(2, 3).Gather(0, Torch.Zeros(1, 3)), typeof(DtypeMismatchException), "[gather]" },
        { () => F.NllLoss(Torch.Ones(2, 3), Torch.Zeros(2)), typeof(DtypeMismatchException), "[nll_loss]" },
        { () => _ = ~Torch.Ones(2), typeof(DtypeMismatchException), "[bitwise_not]" },
        { () => Torch.Ones(2, 3).Select(0, 2), typeof(TensorIndexException), "2" },
        { () => Torch.Ones(2, 3).Sum(2), typeof(TensorIndexException), "[sum]" },
        { () => F.NllLoss(Torch.Ones(2, 3), Torch.Tensor([0L, 3])), typeof(TensorIndexException), "3" },
        { () => Torch.Ones(2, 3).Gather(0, Torch.Full([1, 3], 9)), typeof(TensorIndexException), "9" },
        { () => Torch.Ones(2).Backward(), typeof(AutogradException), "grad" },
        { () => (Leaf * 2).Backward(), typeof(AutogradException), "" },
        { BackwardTwice, typeof(AutogradException), "" },
        { () => Leaf.Add_(1), typeof(AutogradException), "leaf" },
        { InPlaceOnASavedTensor, typeof(AutogradException), "" },
        { () => Torch.Tensor([1L]).RequiresGrad = true, typeof(DtypeMismatchException), "float" },
        { () => Torch.Ones(2).To(Device.Cuda(99)), typeof(DeviceMismatchException), "cuda" },
        { () => Torch.Full([2], 2).Pow(-1), typeof(ArgumentException), "[pow]" },
        { () => Torch.SetNumThreads(0), typeof(ArgumentException), "" },
        { () => Torch.Empty(1L << 50), typeof(NativeOutOfMemoryException), "" },
        { () => Torch.Ones(2).ToArray<int>(), typeof(DtypeMismatchException), "float32" },
    };

    static void BackwardTwice()
    {
        Tensor y = Leaf.Exp().Sum();
        y.Backward();
        y.Backward();
    }

    static void InPlaceOnASavedTensor()
    {
        Tensor y = Leaf.Exp();
        y.Add_(1);
        y.Sum().Backward();
    }
}
