namespace NativeTorch.NN;

/// <summary>Makes a <see cref="Tensor"/> field of a <see cref="Module"/> a buffer: state that is saved and moved, but not trained.</summary>
/// <remarks>PyTorch: <c>Module.register_buffer</c>. A plain Tensor field without this is left alone, as in PyTorch.</remarks>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class BufferAttribute : Attribute
{
    /// <summary>Whether the buffer is part of the state dict (default true).</summary>
    public bool Persistent { get; set; } = true;
}

/// <summary>Gives a module's member another name in the state dict than PyTorch's spelling of its own ("inProj" is "in_proj").</summary>
/// <param name="name">The name: not empty, without a dot.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class RegisterAsAttribute(string name) : Attribute
{
    /// <summary>The name in the state dict.</summary>
    public string Name { get; } = name;
}

/// <summary>Keeps a member out of the module: it is neither trained, nor saved, nor moved with it.</summary>
/// <remarks>PyTorch programs hide a module in a list for this.</remarks>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class NotRegisteredAttribute : Attribute;
