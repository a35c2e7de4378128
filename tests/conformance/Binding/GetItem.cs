using NativeTorch.Conformance.Cases;

namespace NativeTorch.Conformance.Binding;

/// <summary>Python's <c>x[...]</c> is C#'s indexer.</summary>
static class GetItem
{
    public static Tensor Invoke(Arguments arguments)
    {
        if (arguments.Positional is not [Tensor self, var index])
            throw new BindingException("__getitem__ takes a tensor and an index", refusedByType: true);
        TensorIndex?[] indices = index is ListValue list && IsTuple(list) ? [.. list.Items.Select(One)] : [One(index)];
        return indices switch
        {
            [] => self[TensorIndex.Ellipsis],
            [var a] => self[a],
            [var a, var b] => self[a, b],
            [var a, var b, var c] => self[a, b, c],
            [var a, var b, var c, var d] => self[a, b, c, d],
            [var a, var b, var c, var d, var e, .. var more] => self[a, b, c, d, e, more],
        };
    }

    /// <summary>A list that holds more than numbers stands for a tuple, as in PyTorch 1.13.</summary>
    static bool IsTuple(ListValue list) => list.IsTuple || list.Items.Any(item => item is not (long or bool));

    static TensorIndex One(object? index) => index switch
    {
        null => TensorIndex.None,
        long position => position,
        bool truth => (TensorIndex)Torch.Tensor(truth),
        Tensor tensor => tensor,
        SliceValue slice => TensorIndex.Slice(slice.Start, slice.Stop, slice.Step ?? 1),
        EllipsisValue => TensorIndex.Ellipsis,
        ListValue { Items: var items } when items.All(i => i is long) => (TensorIndex)items.Select(i => (long)i!).ToArray(),
        ListValue { Items: var items } when items.All(i => i is bool) => (TensorIndex)items.Select(i => (bool)i!).ToArray(),
        ListValue nested => Torch.Stack([.. nested.Items.Select(Nested)]),
        _ => throw new BindingException($"no index is made of {Describe.Value(index)}", refusedByType: true),
    };

    static Tensor Nested(object? item) => item switch
    {
        ListValue { Items: var items } when items.All(i => i is long) => Torch.Tensor<long>([.. items.Select(i => (long)i!)]),
        ListValue list => Torch.Stack([.. list.Items.Select(Nested)]),
        long position => Torch.Tensor(position),
        _ => throw new BindingException($"no index is made of {Describe.Value(item)}", refusedByType: true),
    };
}
