using System.Runtime.CompilerServices;

namespace NativeTorch.Tests;

public class FunctionTests
{
    sealed class MyReLU : UnaryFunction
    {
        protected override Tensor Forward(FunctionContext context, Tensor input)
        {
            context.SaveForBackward(input);
            return input.Clamp(min: 0);
        }

        protected override Tensor Backward(FunctionContext context, Tensor gradOutput) =>
            gradOutput.MaskedFill(context.SavedTensors[0] < 0, 0);
    }

    /// <summary>exp, whose derivative is its own result.</summary>
    sealed class MyExp : UnaryFunction
    {
        protected override Tensor Forward(FunctionContext context, Tensor input)
        {
            Tensor output = input.Exp();
            context.SaveForBackward(output);
            return output;
        }

        protected override Tensor Backward(FunctionContext context, Tensor gradOutput) => gradOutput * context.SavedTensors[0];
    }

    /// <summary>A function made of two delegates.</summary>
    sealed class Made(Func<FunctionContext, Tensor[], Tensor[]> forward, Func<FunctionContext, Tensor[], Tensor?[]> backward) : Function
    {
        protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs) => forward(context, inputs);
        protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradOutputs) => backward(context, gradOutputs);
    }

    static Tensor Double(params double[] values) => Torch.Tensor(values).RequiresGrad_();

    [Fact]
    public void Its_gradient_is_the_one_that_backward_gives()
    {
        Tensor x = Double(-1, 2, -3, 4);
        Tensor y = new MyReLU().Apply(x);
        Assert.Equal("MyReLUBackward", y.GradFn!.Name);
        y.Sum().Backward();
        Assert.Equal([0.0, 1, 0, 1], x.Grad.ToArray<double>());
    }

    [Fact]
    public void Nothing_is_recorded_where_nothing_needs_it()
    {
        Assert.False(new MyReLU().Apply(Torch.Ones(2)).RequiresGrad);
        using (Torch.NoGrad())
            Assert.False(new MyReLU().Apply(Double(1)).RequiresGrad);
    }

    [Fact]
    public void It_can_be_differentiated_twice()
    {
        Tensor x = Double(0.5, -1);
        Assert.True(Autograd.GradCheck(t => new MyExp().Apply(t), x).Passed);
        var report = Autograd.GradGradCheck(t => new MyExp().Apply(t * t), x);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void Several_inputs_and_outputs()
    {
        var seen = new List<bool>();
        Function Divide() => new Made(
            (context, xs) =>
            {
                seen.AddRange([context.NeedsInputGrad(0), context.NeedsInputGrad(1), context.NeedsInputGrad(2)]);
                context.SaveForBackward(xs[0], xs[1]);
                return [xs[0] / xs[1], xs[0] + xs[1]];
            },
            (context, gs) =>
            {
                (Tensor a, Tensor b) = (context.SavedTensors[0], context.SavedTensors[1]);
                return [gs[0] / b + gs[1], -gs[0] * a / (b * b) + gs[1], null];
            });
        Tensor c = Torch.Ones([1], Dtype.Float64);
        var report = Autograd.GradCheck(xs => Divide().Apply(xs[0], xs[1], c), [Double(1, 2), Double(3, -4)]);
        Assert.True(report.Passed, report.ToString());
        Assert.Equal([true, true, false], seen[..3]);
    }

    [Fact]
    public void Gradients_that_nothing_flowed_into_are_zeros_or_null()
    {
        foreach (bool materialize in new[] { true, false })
        {
            Tensor? second = Torch.Ones(1);
            Tensor x = Double(1, 2);
            Tensor[] ys = new Made(
                (context, xs) =>
                {
                    context.MaterializeGrads = materialize;
                    return [xs[0] * 2, xs[0] * 3];
                },
                (_, gs) =>
                {
                    second = gs[1];
                    return [gs[0] * 2];
                }).Apply(x);
            ys[0].Sum().Backward();
            Assert.Equal([2.0, 2], x.Grad.ToArray<double>());
            Assert.Equal(materialize ? [0.0, 0] : null, second?.ToArray<double>());
        }
    }

    [Fact]
    public void Outputs_without_gradient()
    {
        Tensor x = Double(3, 1, 2);
        Tensor[] sorted = new Made(
            (context, xs) =>
            {
                var (values, indices) = xs[0].Sort();
                Tensor copy = values.Clone();
                context.SaveForBackward(indices);
                context.MarkNonDifferentiable(indices, copy);
                return [values, indices, copy];
            },
            (context, gs) => [Torch.ZerosLike(gs[0]).Scatter(0, context.SavedTensors[0], gs[0])]).Apply(x);
        Assert.Equal([true, false, false], Array.ConvertAll(sorted, t => t.RequiresGrad));
        (sorted[0] * Torch.Tensor([10.0, 20, 30])).Sum().Backward();
        Assert.Equal([30.0, 10, 20], x.Grad.ToArray<double>());
    }

    [Fact]
    public void Inputs_that_are_changed_in_place()
    {
        Function Triple() => new Made(
            (context, xs) =>
            {
                context.MarkDirty(xs[0]);
                return [xs[0].Mul_(3)];
            },
            (_, gs) => [gs[0] * 3]);
        Tensor x = Double(1, 2), y = x * 2;
        Tensor z = Triple().Apply(y)[0];
        Assert.Same(y, z);
        (z * z).Sum().Backward();
        Assert.Equal([72.0, 144], x.Grad.ToArray<double>()); // (6 x)^2

        Assert.Throws<AutogradException>(() => Triple().Apply(Double(1)));
        Tensor v = Double(1, 2) * 1;
        Triple().Apply(v[0]);
        Assert.Equal([3.0, 2], v.Detach().ToArray<double>());
        Assert.Equal("CopySlices", v.GradFn!.Name);
        Assert.Throws<AutogradException>(() => new Made((context, xs) =>
        {
            context.MarkDirty(xs[0]);
            return [xs[0].Mul_(3) + 1];
        }, (_, gs) => [gs[0]]).Apply(Double(1) * 2));
    }

    [Fact]
    public void An_input_may_come_back_as_it_is()
    {
        Tensor x = Double(1, 2);
        Tensor y = new Made((_, xs) => [xs[0]], (_, gs) => [gs[0] * 5]).Apply(x)[0];
        Assert.NotSame(x, y);
        y.Sum().Backward();
        Assert.Equal([5.0, 5], x.Grad.ToArray<double>());
    }

    [Fact]
    public void A_saved_tensor_that_changed_is_an_error()
    {
        Tensor x = Double(1, 2), y = x * 1;
        Tensor z = new MyReLU().Apply(y);
        y.Add_(1);
        Assert.Contains("changed in place by add", Assert.Throws<AutogradException>(() => z.Sum().Backward()).Message);
    }

    [Fact]
    public void Backward_a_second_time_is_an_error()
    {
        Tensor z = new MyReLU().Apply(Double(1, 2)).Sum();
        z.Backward();
        Assert.Throws<AutogradException>(() => z.Backward());
    }

    [Fact]
    public void Saved_tensors_are_for_backward_only()
    {
        FunctionContext? kept = null;
        new Made((context, xs) =>
        {
            kept = context;
            context.SaveForBackward(xs[0]);
            return [xs[0] * 2];
        }, (_, gs) => gs).Apply(Double(1));
        Assert.Throws<AutogradException>(() => kept!.SavedTensors);
    }

    [Fact]
    public void A_wrong_number_of_gradients_is_an_error()
    {
        Tensor y = new Made((_, xs) => [xs[0] + xs[1]], (_, gs) => [gs[0]]).Apply(Double(1), Double(2))[0];
        Assert.Contains("1 gradients for 2 inputs", Assert.Throws<AutogradException>(() => y.Backward()).Message);
    }

    [Fact]
    public void A_gradient_of_the_wrong_shape_is_an_error()
    {
        Tensor y = new Made((_, xs) => [xs[0] * 2], (_, _) => [Torch.Ones([5], Dtype.Float64)]).Apply(Double(1, 2))[0];
        Assert.Contains("(5,)", Assert.Throws<AutogradException>(() => y.Sum().Backward()).Message);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Tensor?[] Fail() => throw new FormatException("thrown in backward");

    [Fact]
    public void What_backward_throws_reaches_the_caller_with_its_stack()
    {
        Tensor x = Double(1);
        Tensor y = new Made((_, xs) => [xs[0] * 2], (_, _) => Fail()).Apply(x)[0];
        var e = Assert.Throws<FormatException>(() => y.Backward(retainGraph: true));
        Assert.Equal("thrown in backward", e.Message);
        Assert.Contains(nameof(Fail), e.StackTrace);
        Assert.Throws<FormatException>(() => y.Backward(retainGraph: true));
        Assert.Throws<FormatException>(() => Autograd.Grad(y, x));
        Assert.Null(x.Grad);
        Assert.Throws<FormatException>(() => new Made((_, _) => throw new FormatException(), (_, gs) => gs).Apply(x));
        Assert.True(Torch.IsGradEnabled); // Forward's NoGrad ended
    }

    [Fact]
    public void Backward_may_use_scopes_and_run_a_backward_of_its_own()
    {
        Tensor x = Double(3);
        Tensor y = new Made(
            (context, xs) =>
            {
                context.SaveForBackward(xs[0]);
                return [xs[0] * xs[0]];
            },
            (context, gs) =>
            {
                Tensor inner = context.SavedTensors[0].Detach().RequiresGrad_();
                using (Torch.EnableGrad())
                    (inner * inner).Backward();
                Assert.False(Torch.IsGradEnabled);
                return [gs[0] * inner.Grad];
            }).Apply(x * 1)[0];
        y.Backward();
        Assert.Equal(6, x.Grad.Item<double>());
        Assert.True(Torch.IsGradEnabled);
    }

    [Collection(nameof(AloneCollection))]
    public class Alone
    {
        sealed class Held : UnaryFunction
        {
            public readonly object Token = new();
            protected override Tensor Forward(FunctionContext context, Tensor input)
            {
                Tensor output = input * 2;
                context.SaveForBackward(input, output);
                return output;
            }

            protected override Tensor Backward(FunctionContext context, Tensor gradOutput) => gradOutput * 2;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Use(Tensor x)
        {
            var function = new Held();
            using Tensor y = function.Apply(x), z = new MyExp().Apply(y);
            return new WeakReference(function.Token);
        }

        [Fact]
        public void A_function_is_freed_with_its_graph()
        {
            Tensor x = Double(1);
            WeakReference token = Use(x);
            for (int i = 0; i < 10 && token.IsAlive; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
            Assert.False(token.IsAlive);
        }
    }
}
