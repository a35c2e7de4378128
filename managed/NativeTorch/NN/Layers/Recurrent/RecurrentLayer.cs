using NativeTorch.Interop;

namespace NativeTorch.NN;

/// <summary>What a recurrent layer computes.</summary>
enum RecurrentMode
{
    Tanh,
    ReLU,
    LSTM,
    GRU,
}

/// <summary>The parameters of one layer in one direction, or of a cell, in PyTorch's order.</summary>
sealed record RecurrentWeights(Parameter Ih, Parameter Hh, Parameter? BiasIh, Parameter? BiasHh, Parameter? Hr = null)
{
    public IEnumerable<(string Name, Parameter? Parameter)> Named =>
        [("weight_ih", Ih), ("weight_hh", Hh), ("bias_ih", BiasIh), ("bias_hh", BiasHh), ("weight_hr", Hr)];
}

/// <summary>One layer in one direction over whole sequences: one native call.</summary>
static unsafe class RecurrentLayer
{
    /// <summary>All parameters uniform in ±1 / sqrt(hiddenSize), in their order.</summary>
    public static void Draw(Module module, long hiddenSize)
    {
        double bound = 1 / Math.Sqrt(hiddenSize);
        foreach (Parameter parameter in module.Parameters())
            Init.Uniform_(parameter, -bound, bound);
    }

    public static void Need(Module module, bool fits, string what)
    {
        if (!fits)
            throw new ShapeMismatchException($"[{module.GetType().Name}] {what}");
    }

    /// <param name="mode">What is computed.</param>
    /// <param name="input">(steps, batch, size), or (rows, size) where there are <paramref name="batchSizes"/>.</param>
    /// <param name="h">(batch, size).</param>
    /// <param name="c">(batch, hidden); of an LSTM.</param>
    /// <param name="weights">The layer's.</param>
    /// <param name="batchSizes">How many of the rows are at each step.</param>
    /// <param name="reverse">Whether steps are done from the last to the first.</param>
    public static (Tensor Output, Tensor H, Tensor? C) Run(RecurrentMode mode, Tensor input, Tensor h, Tensor? c, RecurrentWeights weights,
        ReadOnlySpan<long> batchSizes = default, bool reverse = false)
    {
        using var x = new TensorRef(input);
        using var h0 = new TensorRef(h);
        using var c0 = new OptionalTensorRef(c);
        using var ih = new TensorRef(weights.Ih);
        using var hh = new TensorRef(weights.Hh);
        using var biasIh = new OptionalTensorRef(weights.BiasIh);
        using var biasHh = new OptionalTensorRef(weights.BiasHh);
        using var hr = new OptionalTensorRef(weights.Hr);
        nint output, hn, cn = 0;
        fixed (long* sizes = batchSizes)
        {
            int steps = batchSizes.Length;
            byte back = Native.Flag(reverse);
            Native.Check(mode switch
            {
                RecurrentMode.LSTM => NativeMethods.nt_lstm_layer(x.Handle, h0.Handle, c0.Handle, ih.Handle, hh.Handle, biasIh.Handle,
                    biasHh.Handle, hr.Handle, sizes, steps, back, &output, &hn, &cn),
                RecurrentMode.GRU => NativeMethods.nt_gru_layer(x.Handle, h0.Handle, ih.Handle, hh.Handle, biasIh.Handle, biasHh.Handle,
                    sizes, steps, back, &output, &hn),
                _ => NativeMethods.nt_rnn_layer(x.Handle, h0.Handle, ih.Handle, hh.Handle, biasIh.Handle, biasHh.Handle, sizes, steps,
                    back, Native.Flag(mode == RecurrentMode.ReLU), &output, &hn),
            });
        }
        return (new Tensor(output), new Tensor(hn), cn == 0 ? null : new Tensor(cn));
    }
}
