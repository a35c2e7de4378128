namespace NativeTorch;

/// <summary>A differentiable function of one's own: its value, and its gradient.</summary>
/// <remarks>
/// <para>PyTorch: <c>torch.autograd.Function</c>. Each application is an object of its own; what is no tensor goes into
/// fields.</para>
/// <code>
/// sealed class Scale(double factor) : Function
/// {
///     protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs) => [inputs[0] * factor];
///     protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradOutputs) => [gradOutputs[0] * factor];
/// }
/// Tensor y = new Scale(2).Apply(x)[0];
/// </code>
/// <para>Where backward is made of differentiable ops, the function can be differentiated twice. What Forward or Backward throws
/// reaches the caller of <see cref="Apply"/> or of <see cref="Tensor.Backward"/> as it is.</para>
/// </remarks>
public abstract class Function
{
    /// <summary>Computes the outputs; nothing in here is recorded.</summary>
    protected abstract Tensor[] Forward(FunctionContext context, Tensor[] inputs);

    /// <summary>Computes the gradient of every input from those of the outputs; null stands for zero.</summary>
    /// <param name="context">What forward left.</param>
    /// <param name="gradOutputs">One gradient for each output; null only without <see cref="FunctionContext.MaterializeGrads"/>.</param>
    protected abstract Tensor?[] Backward(FunctionContext context, Tensor[] gradOutputs);

    /// <summary>The outputs for these inputs, recorded where one of them requires a gradient.</summary>
    /// <exception cref="AutogradException">A leaf that requires a gradient is marked dirty, or a tensor marked dirty is not
    /// among the outputs.</exception>
    public Tensor[] Apply(params ReadOnlySpan<Tensor> inputs)
    {
        Tensor[] given = inputs.ToArray();
        foreach (Tensor input in given)
            ArgumentNullException.ThrowIfNull(input, nameof(inputs));
        bool recorded = Torch.IsGradEnabled;
        bool[] needs = Array.ConvertAll(given, input => recorded && input.RequiresGrad);
        string name = GetType().Name;
        var context = new FunctionContext(name, needs);
        Tensor[] outputs;
        using (Torch.NoGrad())
        {
            outputs = Forward(context, (Tensor[])given.Clone());
            if (outputs is null || outputs.Contains(null))
                throw new AutogradException($"[{name}] forward gave null instead of a tensor");
            // An input that comes back as it is, and a tensor with a gradient of its own, become results all the same.
            for (int i = 0; i < outputs.Length; i++)
                if (!context.Dirty.Contains(outputs[i]) && (given.Contains(outputs[i]) || outputs[i].RequiresGrad))
                    outputs[i] = outputs[i].Detach();
        }
        if (needs.Contains(true))
            context.Record(given, outputs, gradOutputs => Backward(context, gradOutputs));
        return outputs;
    }
}

/// <summary>A <see cref="Function"/> of one tensor that gives one tensor.</summary>
/// <remarks>
/// <code>
/// sealed class MyReLU : UnaryFunction
/// {
///     protected override Tensor Forward(FunctionContext context, Tensor input)
///     {
///         context.SaveForBackward(input);
///         return input.Clamp(min: 0);
///     }
///     protected override Tensor Backward(FunctionContext context, Tensor gradOutput) =>
///         gradOutput.MaskedFill(context.SavedTensors[0] &lt; 0, 0);
/// }
/// Tensor y = new MyReLU().Apply(x);
/// </code>
/// </remarks>
public abstract class UnaryFunction : Function
{
    /// <summary>Computes the output; nothing in here is recorded.</summary>
    protected abstract Tensor Forward(FunctionContext context, Tensor input);

    /// <summary>Computes the gradient of the input from that of the output; null stands for zero.</summary>
    protected abstract Tensor? Backward(FunctionContext context, Tensor gradOutput);

    /// <summary>The output for this input, recorded where it requires a gradient.</summary>
    public Tensor Apply(Tensor input) => base.Apply(input)[0];

    /// <inheritdoc/>
    protected sealed override Tensor[] Forward(FunctionContext context, Tensor[] inputs) => [Forward(context, inputs[0])];

    /// <inheritdoc/>
    protected sealed override Tensor?[] Backward(FunctionContext context, Tensor[] gradOutputs) => [Backward(context, gradOutputs[0])];
}
