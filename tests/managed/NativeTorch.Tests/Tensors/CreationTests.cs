namespace NativeTorch.Tests;

public class CreationTests
{
    [Theory, MemberData(nameof(Rows))]
    public void Creates(Func<Tensor> create, Dtype dtype, long[] shape, double[] expected)
    {
        Tensor x = create();
        Assert.Equal(dtype, x.Dtype);
        Close.To(expected, shape, x);
    }

    public static TheoryData<Func<Tensor>, Dtype, long[], double[]> Rows => new()
    {
        { () => Torch.Zeros(2, 3), Dtype.Float32, [2, 3], [0, 0, 0, 0, 0, 0] },
        { () => Torch.Ones([2], Dtype.Int16), Dtype.Int16, [2], [1, 1] },
        { () => Torch.Ones([]), Dtype.Float32, [], [1] },
        { () => Torch.Zeros(0, 3), Dtype.Float32, [0, 3], [] },
        { () => Torch.Full([2], 7), Dtype.Int64, [2], [7, 7] },
        { () => Torch.Full([2], 7.5), Dtype.Float32, [2], [7.5, 7.5] },
        { () => Torch.Full([1], true), Dtype.Bool, [1], [1] },
        { () => Torch.Full([1], 7, Dtype.Float64), Dtype.Float64, [1], [7] },
        { () => Torch.Arange(3), Dtype.Int64, [3], [0, 1, 2] },
        { () => Torch.Arange(1, 2, 0.25), Dtype.Float32, [4], [1, 1.25, 1.5, 1.75] },
        { () => Torch.Arange(5, 0, -2), Dtype.Int64, [3], [5, 3, 1] },
        { () => Torch.Linspace(0, 1, 5), Dtype.Float32, [5], [0, 0.25, 0.5, 0.75, 1] },
        { () => Torch.Eye(2), Dtype.Float32, [2, 2], [1, 0, 0, 1] },
        { () => Torch.Eye(2, 3), Dtype.Float32, [2, 3], [1, 0, 0, 0, 1, 0] },
        { () => Torch.Tensor(3), Dtype.Int64, [], [3] },
        { () => Torch.Tensor(3.5), Dtype.Float32, [], [3.5] },
        { () => Torch.Tensor([1f, 2f]), Dtype.Float32, [2], [1, 2] },
        { () => Torch.Tensor([1.5, 2]), Dtype.Float64, [2], [1.5, 2] },
        { () => Torch.Tensor([1, 2]), Dtype.Int32, [2], [1, 2] },
        { () => Torch.Tensor([1, 2], Dtype.Int64), Dtype.Int64, [2], [1, 2] },
        { () => Torch.Tensor([true, false]), Dtype.Bool, [2], [1, 0] },
        { () => Torch.Tensor([(Half)1.5]), Dtype.Float16, [1], [1.5] },
        { () => Torch.Tensor(new[,] { { 1f, 2f }, { 3f, 4f } }), Dtype.Float32, [2, 2], [1, 2, 3, 4] },
        { () => Torch.Tensor([[1f, 2f], [3f, 4f]]), Dtype.Float32, [2, 2], [1, 2, 3, 4] },
        { () => Torch.Tensor(new long[,,] { { { 1 }, { 2 } } }), Dtype.Int64, [1, 2, 1], [1, 2] },
        { () => Torch.Tensor([1f, 2f, 3f, 4f], [2, 2]), Dtype.Float32, [2, 2], [1, 2, 3, 4] },
        { () => Torch.ZerosLike(Torch.Ones([2], Dtype.Int8)), Dtype.Int8, [2], [0, 0] },
        { () => Torch.FullLike(Torch.Ones(2), 3), Dtype.Float32, [2], [3, 3] },
        { () => Torch.Cat([Torch.Ones(1, 2), Torch.Zeros(1, 2)]), Dtype.Float32, [2, 2], [1, 1, 0, 0] },
        { () => Torch.Stack([Torch.Ones(2), Torch.Zeros(2)], 1), Dtype.Float32, [2, 2], [1, 0, 1, 0] },
        { () => Torch.Where(Torch.Tensor([true, false]), 1, Torch.Tensor([5L, 6])), Dtype.Int64, [2], [1, 6] },
        { () => Torch.Where(Torch.Tensor([true, false]), Torch.Ones(2), 0), Dtype.Float32, [2], [1, 0] },
    };

    [Fact]
    public void ArraysComeBackAsTheyWere()
    {
        Check([1f, -2.5f, float.NaN]);
        Check([1.0, double.MaxValue]);
        Check([long.MinValue, long.MaxValue]);
        Check([int.MinValue, int.MaxValue]);
        Check([short.MinValue, short.MaxValue]);
        Check(new sbyte[] { -128, 127 });
        Check(new byte[] { 0, 255 });
        Check([true, false]);
        Check([(Half)0.1]);

        static void Check<T>(T[] values) where T : unmanaged => Assert.Equal(values, Torch.Tensor<T>(values).ToArray<T>());
    }

    [Fact]
    public void ItemsAreNumbers()
    {
        Assert.Equal(2.5, Torch.Tensor(2.5).Item<double>());
        Assert.Equal(2.5f, (float)Torch.Tensor(2.5));
        Assert.Equal(2, (int)Torch.Tensor(2.5));
        Assert.Equal(long.MaxValue, Torch.Tensor(long.MaxValue).Item<long>());
        Assert.True((bool)Torch.Tensor(true));
        Assert.Equal(true, Torch.Tensor(true).Item());
        Assert.Equal(7, Torch.Tensor(7).Item());
        Assert.Throws<OverflowException>(() => Torch.Tensor(300).Item<byte>());
        Assert.ThrowsAny<ArgumentException>(() => Torch.Ones(2).Item());
    }

    [Fact]
    public void WhatIsNotSaidHasItsDefault()
    {
        Tensor[] made = [Torch.Empty([2], requiresGrad: true), Torch.Zeros([2], requiresGrad: true), Torch.Ones([2], requiresGrad: true),
            Torch.Rand([2], requiresGrad: true), Torch.Randn([2], requiresGrad: true)];
        Assert.All(made, x => Assert.True(x.RequiresGrad && x.IsLeaf && x.Dtype == Dtype.Float32));
        Assert.False(Torch.Zeros([2]).RequiresGrad);
    }

    [Fact]
    public void SpansAreTheMemoryItself()
    {
        using Tensor x = Torch.Zeros(2, 2);
        x.AsSpan<float>()[3] = 5;
        Close.To([0, 0, 0, 5], x);
        Assert.Throws<DtypeMismatchException>(() => x.AsSpan<double>().Length);
        Assert.Throws<InvalidOperationException>(() => x.T.AsSpan<float>().Length);
        var copy = new float[5];
        x.T.CopyTo<float>(copy);
        Assert.Equal([0, 0, 0, 5, 0], copy);
        Assert.ThrowsAny<ArgumentException>(() => x.CopyTo<float>(new float[3]));
    }

    [Fact]
    public void RowsOfDifferentLengthsAreRefused() =>
        Assert.Throws<ShapeMismatchException>(() => Torch.Tensor([[1f, 2f], [3f]]));

    [Fact]
    public void MetadataIsTold()
    {
        Tensor x = Torch.Zeros(2, 3, 4).Transpose(0, 2);
        Assert.Equal([4, 3, 2], x.Shape);
        Assert.Equal([1, 4, 12], x.Strides);
        Assert.Equal((3, 24L, false), (x.Dim, x.Numel, x.IsContiguous));
        Assert.Equal((Device.Cpu, Dtype.Float32), (x.Device, x.Dtype));
        Assert.Equal(2, x.Size(-1));
        var (a, b, c) = x.Shape;
        Assert.Equal((4, 3, 2), (a, b, c));
        Assert.Throws<TensorIndexException>(() => x.Size(3));
        Assert.Equal("(4, 3, 2)", x.Shape.ToString());
    }

    [Fact]
    public void ConversionsKeepValues()
    {
        Tensor x = Torch.Tensor([1.9f, -1.9f]);
        Close.To([1, -1], x.To(Dtype.Int64));
        Close.To([1, 1], x.Bool());
        Tensor same = x.To(Dtype.Float32);
        Assert.True(same.SharesStorageWith(x));
        Assert.False(x.To(Dtype.Float32, copy: true).SharesStorageWith(x));
        same.Dispose();
        Assert.False(x.IsDisposed);
    }

    [Theory]
    [InlineData("cpu", "cpu"), InlineData("cuda", "cuda:0"), InlineData("cuda:3", "cuda:3")]
    public void DevicesAreParsed(string text, string expected) => Assert.Equal(expected, Device.Parse(text).ToString());

    [Theory]
    [InlineData("gpu"), InlineData("cuda:"), InlineData("cuda:-1"), InlineData("")]
    public void OtherDevicesAreRefused(string text) => Assert.Throws<FormatException>(() => Device.Parse(text));
}
