using NativeTorch.Interop;

namespace NativeTorch.Optim;

/// <summary>One tensor of state for each parameter of a group: null until the native step first makes it.</summary>
sealed class StateTensors(int count)
{
    readonly Tensor?[] tensors = new Tensor?[count];

    public IReadOnlyList<Tensor?> Tensors => tensors;

    /// <summary>The handles for one step; 0 where a tensor is still to be made.</summary>
    public TensorRefs Enter() => new(tensors, allowNull: true);

    /// <summary>Takes over the tensors that the step has made. They outlive any scope that is open.</summary>
    public void Adopt(TensorRefs after)
    {
        for (int i = 0; i < tensors.Length; i++)
            if (tensors[i] is null && after.Handles[i] != 0)
                tensors[i] = new Tensor(after.Handles[i]) { Scope = null };
    }
}
