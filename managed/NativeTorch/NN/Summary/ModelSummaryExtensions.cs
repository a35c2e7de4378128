using System.Runtime.CompilerServices;

namespace NativeTorch.NN;

/// <summary>Summaries of models: layers, output shapes, parameters, bytes and multiply-adds.</summary>
/// <remarks>
/// <code>
/// Console.WriteLine(net.Summary(1, 3, 32, 32));              // a layer or a Sequential, for an input of this shape
/// Console.WriteLine(net.Summary(tokens));                    // for this input
/// Console.WriteLine(net.Summary(m => m.Forward(src, tgt)));  // any module: how it is called
/// </code>
/// The model runs forward once, in evaluation mode and without gradients. Modes, buffers and the default generator are
/// afterwards as they were; what else a Forward of one's own changes stays changed.</remarks>
public static class ModelSummaryExtensions
{
    /// <summary>The summary for an input of zeros of a shape, with the dtype and on the device of the parameters.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputShape">The input's shape, with its batch.</param>
    /// <remarks>PyTorch: <c>torchinfo.summary(model, input_size)</c>.</remarks>
    public static ModelSummary Summary<T>(this T model, params ReadOnlySpan<long> inputShape) where T : Module, ILayer
    {
        ArgumentNullException.ThrowIfNull(model);
        Parameter? like = model.Parameters().FirstOrDefault(parameter => parameter.Dtype.IsFloatingPoint);
        return model.Summary(Torch.Zeros(inputShape, like?.Dtype, like?.Device));
    }

    /// <summary>The summary for an input.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The input.</param>
    /// <remarks>PyTorch: <c>torchinfo.summary(model, input_data=input)</c>.</remarks>
    public static ModelSummary Summary<T>(this T model, Tensor input) where T : Module, ILayer
    {
        ArgumentNullException.ThrowIfNull(input);
        return Run(model, m => m.Forward(input), input.Numel * input.Dtype.ItemSize);
    }

    /// <summary>The summary of a module that is called in a way of its own.</summary>
    /// <param name="model">The model.</param>
    /// <param name="forward">Calls it: <c>m => m.Forward(src, tgt)</c>.</param>
    /// <remarks>PyTorch: <c>torchinfo.summary(model, input_data=[src, tgt])</c>.</remarks>
    public static ModelSummary Summary<T>(this T model, Func<T, object?> forward) where T : Module
    {
        ArgumentNullException.ThrowIfNull(forward);
        return Run(model, forward, inputBytes: 0);
    }

    static ModelSummary Run<T>(T model, Func<T, object?> forward, long inputBytes) where T : Module
    {
        ArgumentNullException.ThrowIfNull(model);
        var run = new SummaryRun();
        Shape? output = null;
        run.Run(model, () => output = FirstShape(forward(model)));
        return new ModelSummary(model, new SummaryRows(run).Of(model, output), inputBytes);
    }

    /// <summary>The shape of a tensor, or of the first in a tuple.</summary>
    static Shape? FirstShape(object? output) => output switch
    {
        Tensor tensor => tensor.Shape,
        ITuple { Length: > 0 } tuple => FirstShape(tuple[0]),
        _ => null,
    };
}
