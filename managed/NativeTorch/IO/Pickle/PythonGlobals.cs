using System.Text;

namespace NativeTorch.IO.Pickle;

/// <summary>The few names of Python's own library that data needs.</summary>
static class PythonGlobals
{
    public static PickleGlobals Table { get; } = Make();

    static PickleGlobals Make()
    {
        var table = new PickleGlobals();
        table.Add("collections", "OrderedDict", OrderedDict);
        table.Add("builtins", "set", call => Set(call, isFrozen: false));
        table.Add("builtins", "frozenset", call => Set(call, isFrozen: true));
        table.Add("builtins", "bytearray", Bytes);
        table.Add("builtins", "bytes", Bytes); // Python 3 writes b"" so for Python 2
        table.Add("_codecs", "encode", Encode);
        return table;
    }

    /// <summary>OrderedDict(), or from a list of pairs, as Python 2 has it.</summary>
    static PickleDictionary OrderedDict(PickleCall call)
    {
        var dictionary = new PickleDictionary(isOrdered: true);
        if (call.Count == 0)
            return dictionary;
        foreach (object? item in call.Get<IReadOnlyList<object?>>(0))
            if (item is IReadOnlyList<object?> { Count: 2 } pair && PickleKeys.Allows(pair[0]))
                dictionary.Set(pair[0], pair[1]);
            else
                throw call.Wrong($"is called with {PickleNames.Describe(item)} where a pair should be");
        return dictionary;
    }

    static PickleSet Set(PickleCall call, bool isFrozen)
    {
        var set = new PickleSet(isFrozen);
        if (call.Count > 0)
            foreach (object? member in call.Get<IReadOnlyList<object?>>(0))
                if (PickleKeys.Allows(member))
                    set.Add(member);
                else
                    throw call.Wrong($"is called with {PickleNames.Describe(member)} as a member");
        return set;
    }

    /// <summary>bytes() and bytearray(bytes), or of a text and its encoding.</summary>
    static byte[] Bytes(PickleCall call) => call.Count switch
    {
        0 => [],
        1 => call.Get<byte[]>(0),
        _ => Encode(call),
    };

    /// <summary>_codecs.encode(text, "latin1"): how protocols 0 to 2 hold bytes.</summary>
    static byte[] Encode(PickleCall call)
    {
        string text = call.Get<string>(0), encoding = call.Count > 1 ? call.Get<string>(1) : "utf-8";
        return encoding.Replace('_', '-').ToLowerInvariant() switch
        {
            "latin1" or "latin-1" or "iso-8859-1" => text.All(c => c <= 0xff) ? Encoding.Latin1.GetBytes(text)
                : throw call.Wrong("is to encode as latin1 what has other letters"),
            "utf-8" or "utf8" => Encoding.UTF8.GetBytes(text),
            _ => throw call.Wrong($"is called with the encoding {PickleNames.Describe(encoding)}"),
        };
    }
}
