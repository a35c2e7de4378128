namespace NativeTorch.Tests;

public class TensorScopeTests
{
    [Fact]
    public void WhatWasCreatedInsideIsDisposed()
    {
        Tensor inside, kept, before = Torch.Ones(2);
        using (var scope = new TensorScope())
        {
            inside = before + 1;
            kept = scope.Keep(inside * 2);
        }
        Assert.True(inside.IsDisposed);
        Assert.False(before.IsDisposed);
        Close.To([4, 4], kept);
    }

    [Fact]
    public void ScopesNest()
    {
        Tensor moved, kept;
        using (new TensorScope())
        {
            using (var inner = new TensorScope())
            {
                moved = inner.MoveToOuterScope(Torch.Ones(1));
                kept = inner.Keep(Torch.Ones(1));
            }
            Assert.False(moved.IsDisposed);
        }
        Assert.True(moved.IsDisposed);
        Assert.False(kept.IsDisposed);
    }

    [Fact]
    public void AutogradKeepsWhatItNeeds()
    {
        Tensor x = Torch.Tensor([3f], requiresGrad: true), y;
        using (var scope = new TensorScope())
            y = scope.Keep((x * x).Exp().Log());
        y.Backward();
        Close.To([6], x.Grad, 1e-5);
    }

    [Fact]
    public void AScopeDisposedOnAnotherThreadIsNoLongerOpenHere()
    {
        var scope = new TensorScope();
        var other = new Thread(scope.Dispose);
        other.Start();
        other.Join();
        Tensor x = Torch.Ones(1);
        Assert.Null(x.Scope);
    }

    [Fact]
    public void ALongLoopDoesNotKeepDisposedObjects()
    {
        using var scope = new TensorScope();
        for (int i = 0; i < 100_000; i++)
            Torch.Ones(1).Dispose();
        Assert.True(scope.Count < 1000, $"{scope.Count} objects");
    }
}
