namespace NativeTorch.Tests;

public class AutogradModeTests
{
    [Fact]
    public async Task Modes_follow_an_await_and_do_not_stay_behind()
    {
        for (int round = 0; round < 20; round++)
        {
            Task inner = Inner();
            Assert.True(Torch.IsGradEnabled); // Inner waits in a NoGrad of its own
            await Task.Yield();
            Assert.True(Torch.IsGradEnabled);
            await inner;
            Assert.True(Torch.IsGradEnabled);
        }

        static async Task Inner()
        {
            using (Torch.NoGrad())
            {
                for (int i = 0; i < 10; i++)
                {
                    await Task.Run(() => Assert.False(Torch.IsGradEnabled));
                    Assert.False(Torch.IsGradEnabled);
                    await Task.Delay(1);
                    Assert.False(Torch.IsGradEnabled);
                    using (Torch.EnableGrad())
                    {
                        await Task.Yield();
                        Assert.True(Torch.IsGradEnabled);
                    }
                    Assert.False(Torch.IsGradEnabled);
                }
            }
            Assert.True(Torch.IsGradEnabled);
        }
    }

    [Fact]
    public async Task Pool_threads_start_with_recording_on()
    {
        using (Torch.NoGrad())
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Delay(2)));
        bool[] enabled = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => Torch.IsGradEnabled)));
        Assert.DoesNotContain(false, enabled);
    }

    [Fact]
    public void Scopes_nest()
    {
        using (Torch.NoGrad())
        {
            using (Torch.EnableGrad())
            using (Torch.SetGradEnabled(false))
                Assert.False(Torch.IsGradEnabled);
            Assert.False(Torch.IsGradEnabled);
        }
        Assert.True(Torch.IsGradEnabled);
    }

    [Fact]
    public async Task Inference_tensors_take_part_in_no_graph()
    {
        Tensor w = Torch.Ones(2).RequiresGrad_(), x, view;
        using (Torch.InferenceMode())
        {
            Assert.True(Torch.IsInferenceModeEnabled);
            Assert.False(Torch.IsGradEnabled);
            x = w * 2;
            view = w.View(2, 1);
            await Task.Yield();
            Assert.True(Torch.IsInferenceModeEnabled);
            x.Add_(1);
        }
        Assert.False(Torch.IsInferenceModeEnabled);
        Assert.True(x.IsInference);
        Assert.False(view.IsInference);
        Assert.False(w.IsInference);
        Assert.Contains("inference mode", Assert.Throws<AutogradException>(() => x * w).Message);
        Assert.Throws<AutogradException>(() => x.Add_(1));
        Assert.Throws<AutogradException>(() => x.RequiresGrad_());
        Assert.Equal([4f, 4], (x + w).Detach().ToArray<float>()); // saves nothing
        Tensor copy = x.Clone();
        (copy * w).Sum().Backward();
        Assert.Equal([3f, 3], w.Grad.ToArray<float>());
    }
}
