namespace NativeTorch.Tests;

/// <summary>Graphs and threads: right results or a typed exception.</summary>
public class ThreadTests
{
    const int Threads = 4, Rounds = 50;

    static void OnThreads(Action<int> body)
    {
        Exception? thrown = null;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(t => new Thread(() =>
        {
            try
            {
                body(t);
            }
            catch (Exception e)
            {
                thrown = e;
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        if (thrown is not null)
            throw new AggregateException(thrown);
    }

    sealed class Twice : UnaryFunction
    {
        protected override Tensor Forward(FunctionContext context, Tensor input)
        {
            context.SaveForBackward(input);
            return input * 2;
        }

        protected override Tensor Backward(FunctionContext context, Tensor gradOutput) => gradOutput * context.SavedTensors[0] * 0 + gradOutput * 2;
    }

    [Fact]
    public void Independent_graphs_and_one_leaf_of_all()
    {
        Tensor shared = Torch.Tensor([1.0]).RequiresGrad_();
        OnThreads(t =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                Tensor own = Torch.Tensor([1.0 + t]).RequiresGrad_();
                (new Twice().Apply(own * own) + shared * 3).Sum().Backward();
                Assert.Equal(4 * (1.0 + t), own.Grad.Item<double>());
            }
        });
        Assert.Equal(3.0 * Threads * Rounds, shared.Grad.Item<double>());
    }

    [Fact]
    public void Disposing_while_another_thread_runs_the_graph()
    {
        for (int i = 0; i < Rounds; i++)
        {
            Tensor x = Torch.Tensor([0.5, 2]).RequiresGrad_(), middle = new Twice().Apply(x.Exp()), y = (middle * x).Sum();
            OnThreads(t =>
            {
                if (t == 0)
                    middle.Dispose();
                else if (t == 1)
                    y.Dispose();
                else
                    try
                    {
                        y.Backward(retainGraph: true);
                    }
                    catch (ObjectDisposedException)
                    {
                    }
            });
        }
    }

    [Fact]
    public void A_graph_that_another_thread_freed_is_a_typed_exception()
    {
        for (int i = 0; i < Rounds; i++)
        {
            Tensor x = Torch.Tensor([0.5]).RequiresGrad_(), y = new Twice().Apply(x.Exp()) * x;
            int fine = 0;
            OnThreads(_ =>
            {
                try
                {
                    y.Backward();
                    Interlocked.Increment(ref fine);
                }
                catch (AutogradException)
                {
                }
            });
            Assert.InRange(fine, 0, 1);
        }
    }

    [Collection(nameof(AloneCollection))]
    public class Alone
    {
        [Fact]
        public void Memory_returns_to_its_start_after_a_million_nodes()
        {
            long Run()
            {
                using (Tensor leaf = Torch.Ones(1).RequiresGrad_())
                {
                    Tensor x = leaf * 1.0000001;
                    for (int i = 1; i < 1_000_000; i++)
                    {
                        Tensor next = x * 1.0000001;
                        x.Dispose();
                        x = next;
                    }
                    x.Backward();
                    Assert.InRange(leaf.Grad.Item<float>(), 1.05f, 1.2f);
                    x.Dispose();
                }
                GC.Collect();
                GC.WaitForPendingFinalizers();
                GC.Collect();
                return GarbageTests.Storages();
            }
            long first = Run(), second = Run();
            Assert.InRange(second - first, -64, 64);
        }
    }
}
