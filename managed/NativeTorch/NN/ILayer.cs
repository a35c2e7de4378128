namespace NativeTorch.NN;

/// <summary>A layer from one tensor to one tensor: what <see cref="Sequential"/> takes.</summary>
/// <remarks>
/// A <see cref="Module"/> has the <c>Forward</c> that it needs, with any arguments; one that maps one tensor to one tensor also
/// names this interface, so that it can stand in a <see cref="Sequential"/>.
/// </remarks>
public interface ILayer
{
    /// <summary>The layer's output for <paramref name="input"/>.</summary>
    Tensor Forward(Tensor input);
}
