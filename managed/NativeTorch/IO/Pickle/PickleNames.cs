using System.Numerics;

namespace NativeTorch.IO.Pickle;

/// <summary>Values of a pickle for messages: by Python's names, and never longer than a line.</summary>
static class PickleNames
{
    public static string Describe(object? value) => value switch
    {
        null => "None",
        bool truth => truth ? "True" : "False",
        long or double => FormattableString.Invariant($"{value}"),
        BigInteger => "an int of many digits",
        string { Length: <= 40 } text => $"\"{text}\"",
        string text => $"a str of {text.Length} characters",
        byte[] bytes => $"bytes of {bytes.Length}",
        List<object?> list => $"a list of {list.Count}",
        object?[] tuple => $"a tuple of {tuple.Length}",
        PickleDictionary dictionary => $"{(dictionary.IsOrdered ? "an OrderedDict" : "a dict")} of {dictionary.Count}",
        PickleSet set => set.IsFrozen ? "a frozenset" : "a set",
        PickleFunction function => function.Name,
        Tensor tensor => $"a {tensor.Dtype.TorchName} tensor of shape {tensor.Shape}",
        _ => value.ToString() ?? value.GetType().Name,
    };
}
