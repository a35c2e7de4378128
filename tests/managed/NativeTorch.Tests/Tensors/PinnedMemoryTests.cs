using NativeTorch.Interop;

namespace NativeTorch.Tests;

/// <summary>Page-locked memory, from which a GPU copies by itself.</summary>
public class PinnedMemoryTests
{
    [SkippableFact]
    public void Without_a_gpu_an_error_says_why()
    {
        Skip.If(Cuda.IsAvailable, "There is a GPU.");
        Tensor x = Torch.Ones(2);
        Assert.False(x.IsPinned);
        Assert.Contains(Cuda.UnavailableReason, Assert.Throws<DeviceMismatchException>(() => x.PinMemory()).Message);
        Assert.Contains(Cuda.UnavailableReason, Assert.Throws<DeviceMismatchException>(() => Torch.Empty([2], pinMemory: true)).Message);
        Assert.Throws<DeviceMismatchException>(() => Torch.Empty([2], device: Device.Cuda(), pinMemory: true));
        Close.To([1, 1], x.To(Device.Cpu, nonBlocking: true));
        Close.To([1, 1], Torch.Zeros(2).Copy_(x, nonBlocking: true));
    }

    [SkippableFact]
    public void A_pinned_tensor_is_a_copy_on_the_cpu()
    {
        Skip.IfNot(Cuda.IsAvailable, Cuda.UnavailableReason);
        Tensor x = Torch.Arange(12.0).Reshape(3, 4).T, pinned = x.PinMemory();
        Assert.True(pinned.IsPinned);
        Assert.True(pinned[1..].T.IsPinned);
        Assert.False((pinned + 1).IsPinned);
        Assert.Equal(Device.Cpu, pinned.Device);
        Assert.Equal(x.Strides, pinned.Strides);
        Assert.True(Torch.Equal(x, pinned));
        Assert.True(pinned.PinMemory().SharesStorageWith(pinned));
        Assert.True(Torch.Empty([5], Dtype.Int64, pinMemory: true).IsPinned);
        Assert.Throws<DeviceMismatchException>(() => x.Cuda().PinMemory());
    }

    [SkippableFact]
    public void A_queued_copy_arrives_though_its_source_is_disposed()
    {
        Skip.IfNot(Cuda.IsAvailable, Cuda.UnavailableReason);
        for (int i = 0; i < 20; i++)
        {
            Tensor there;
            using (Tensor pinned = Torch.Empty([1 << 22], pinMemory: true))
            {
                pinned.Fill_(i);
                there = pinned.To(Device.Cuda(), nonBlocking: true);
            }
            Assert.Equal(i, there.Amax().Item<int>());
            Assert.Equal(i, there.Amin().Item<int>());
        }
    }
}
