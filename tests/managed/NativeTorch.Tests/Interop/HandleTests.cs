namespace NativeTorch.Tests;

/// <summary>Disposed tensors, and Dispose against running calls.</summary>
public class HandleTests
{
    [Fact]
    public void ADisposedTensorSaysSo()
    {
        Tensor x = Torch.Ones(3);
        x.Dispose();
        Assert.True(x.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => x + 1);
        Assert.Throws<ObjectDisposedException>(() => x.Shape);
        Assert.Throws<ObjectDisposedException>(() => Torch.Ones(3) + x);
        Assert.Throws<ObjectDisposedException>(() => Torch.Cat([Torch.Ones(3), x]));
        Assert.Equal("tensor(disposed)", x.ToString());
        x.Dispose();
    }

    [Fact]
    public void ANullOperandIsNamed()
    {
        Tensor x = Torch.Ones(3);
        Assert.Equal("other", Assert.Throws<ArgumentNullException>(() => x.Add(null!)).ParamName);
        Assert.Throws<ArgumentNullException>(() => x + null!);
        Assert.Equal("left", Assert.Throws<ArgumentNullException>(() => (Tensor)null! + x).ParamName);
        Assert.Equal("right", Assert.Throws<ArgumentNullException>(() => 0.1 * x.Grad).ParamName);
        Assert.Contains("[1]", Assert.Throws<ArgumentNullException>(() => Torch.Cat([x, null!])).ParamName);
    }

    [Fact]
    public void MemoryOutlivesADisposedView()
    {
        Tensor x = Torch.Zeros(4);
        using (Tensor view = x[1..3])
            view.Fill_(7);
        Close.To([0, 7, 7, 0], x);
        Tensor part = x[1..3];
        x.Dispose();
        Close.To([7, 7], part);
    }

    /// <summary>Several threads use a tensor while another disposes it: a right result, or ObjectDisposedException.</summary>
    [Fact]
    public async Task DisposeMayRaceWithCalls()
    {
        const int users = 3, rounds = 500;
        int right = 0, disposed = 0;
        for (int round = 0; round < rounds; round++)
        {
            Tensor x = Torch.Full([64], round), y = Torch.Ones(64);
            using var start = new Barrier(users + 1);
            var threads = Enumerable.Range(0, users).Select(_ => Task.Run(() =>
            {
                start.SignalAndWait();
                try
                {
                    for (int i = 0; i < 20; i++)
                    {
                        using Tensor sum = x + y;
                        Assert.Equal(round + 1, sum[63].Item<int>());
                        Interlocked.Increment(ref right);
                    }
                }
                catch (ObjectDisposedException)
                {
                    Interlocked.Increment(ref disposed);
                }
            })).ToArray();
            start.SignalAndWait();
            Thread.SpinWait(round % 100 * 50);
            x.Dispose();
            await Task.WhenAll(threads);
        }
        Assert.True(right > 0 && disposed > 0, $"{right} right, {disposed} disposed: nothing raced");
    }

    [Fact]
    public void TwoThreadsMayDispose()
    {
        for (int round = 0; round < 500; round++)
        {
            Tensor x = Torch.Ones(8);
            Parallel.Invoke(x.Dispose, x.Dispose, x.Dispose);
            Assert.True(x.IsDisposed);
        }
    }
}
