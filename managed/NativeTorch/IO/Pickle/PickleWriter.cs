using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace NativeTorch.IO.Pickle;

/// <summary>Writes the values that <see cref="PickleReader"/> reads, in protocol 2, which every Python since 2.3 reads; what is one
/// object here is one in the pickle.</summary>
class PickleWriter
{
    // Python's own save() goes about as deep, and each level here takes some hundred bytes of the stack.
    const int Deepest = 1000, Batch = 1000;

    static readonly UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly MemoryStream output = new();
    readonly Dictionary<object, int> memo = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<string, int> names = [];
    int remembered, depth;

    /// <summary>The whole pickle of a value.</summary>
    /// <exception cref="ArgumentException">Containers are nested too deeply, or a text is no Unicode.</exception>
    public byte[] Write(object? value)
    {
        Put(PickleOpcode.Proto);
        output.WriteByte(2);
        Save(value);
        Put(PickleOpcode.Stop);
        return output.ToArray();
    }

    /// <summary>A value of a type that is not one of the reader's.</summary>
    protected virtual void SaveOther(object value) => throw new ArgumentException($"[save] a {value.GetType()} has no place in a pickle");

    protected void Save(object? value)
    {
        if (value is null)
            Put(PickleOpcode.None);
        else if (value is bool truth)
            Put(truth ? PickleOpcode.NewTrue : PickleOpcode.NewFalse);
        else if (value is long integer)
            SaveInteger(integer);
        else if (value is BigInteger large)
            SaveInteger(large);
        else if (value is double number)
            SaveDouble(number);
        else if (value is string text)
            SaveText(text);
        else if (!Recall(value))
            SaveObject(value);
    }

    void SaveObject(object value)
    {
        if (++depth > Deepest)
            throw new ArgumentException($"[save] more than {Deepest} lists and dictionaries are within each other");
        switch (value)
        {
            case byte[] bytes:
                SaveBytes(bytes);
                break;
            case List<object?> list:
                Put(PickleOpcode.EmptyList);
                Remember(list);
                Fill(list, PickleOpcode.Appends);
                break;
            case object?[] tuple:
                SaveTuple(tuple);
                break;
            case PickleDictionary dictionary:
                SaveDictionary(dictionary);
                break;
            case PickleSet set:
                SaveCall("__builtin__", set.IsFrozen ? "frozenset" : "set", () => SaveTuple([set.Members.ToList()]));
                Remember(set);
                break;
            default:
                SaveOther(value);
                break;
        }
        depth--;
    }

    void SaveDictionary(PickleDictionary dictionary)
    {
        if (dictionary.IsOrdered)
            SaveEmptyOrderedDict();
        else
            Put(PickleOpcode.EmptyDict);
        Remember(dictionary);
        Fill(dictionary.Entries.SelectMany(entry => new[] { entry.Key, entry.Value }), PickleOpcode.SetItems);
        if (dictionary.Attributes is not { } attributes)
            return;
        Save(attributes);
        Put(PickleOpcode.Build);
    }

    protected void SaveEmptyOrderedDict() => SaveCall("collections", "OrderedDict", () => SaveTuple([]));

    /// <summary>In parts, so that the reader's stack stays small.</summary>
    void Fill(IEnumerable<object?> values, PickleOpcode code)
    {
        foreach (object?[] part in values.Chunk(2 * Batch))
        {
            Put(PickleOpcode.Mark);
            foreach (object? value in part)
                Save(value);
            Put(code);
        }
    }

    protected void SaveTuple(object?[] tuple)
    {
        if (tuple.Length == 0)
        {
            Put(PickleOpcode.EmptyTuple);
            return;
        }
        if (tuple.Length > 3)
            Put(PickleOpcode.Mark);
        foreach (object? element in tuple)
            Save(element);
        if (memo.TryGetValue(tuple, out int index)) // an element contains the tuple, and has saved it
        {
            for (int i = 0; i < (tuple.Length > 3 ? 1 : tuple.Length); i++)
                Put(tuple.Length > 3 ? PickleOpcode.PopMark : PickleOpcode.Pop);
            PutGet(index);
            return;
        }
        Put(tuple.Length > 3 ? PickleOpcode.Tuple : PickleOpcode.Tuple1 + (byte)(tuple.Length - 1));
        Remember(tuple);
    }

    /// <summary>A function's name, its arguments as one tuple, and the call.</summary>
    protected void SaveCall(string module, string name, Action saveArguments)
    {
        SaveGlobal(module, name);
        saveArguments();
        Put(PickleOpcode.Reduce);
    }

    protected void SaveGlobal(string module, string name)
    {
        string global = $"{module}\n{name}\n";
        if (names.TryGetValue("c" + global, out int index))
        {
            PutGet(index);
            return;
        }
        Put(PickleOpcode.Global);
        output.Write(utf8.GetBytes(global));
        names.Add("c" + global, PutNext());
    }

    void SaveText(string text)
    {
        if (names.TryGetValue("t" + text, out int index))
        {
            PutGet(index);
            return;
        }
        byte[] bytes;
        try
        {
            bytes = utf8.GetBytes(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException("[save] a text has half of a pair of surrogates, which is no Unicode", e);
        }
        Put(PickleOpcode.BinUnicode);
        Put32(bytes.Length);
        output.Write(bytes);
        names.Add("t" + text, PutNext());
    }

    /// <summary>Protocol 2 has no bytes: Python writes them as a text of such letters that is encoded.</summary>
    void SaveBytes(byte[] bytes)
    {
        if (bytes.Length == 0)
            SaveCall("__builtin__", "bytes", () => SaveTuple([]));
        else
            SaveCall("_codecs", "encode", () => SaveTuple([Encoding.Latin1.GetString(bytes), "latin1"]));
        Remember(bytes);
    }

    void SaveInteger(long number)
    {
        switch (number)
        {
            case >= 0 and <= byte.MaxValue:
                Put(PickleOpcode.BinInt1);
                output.WriteByte((byte)number);
                break;
            case >= 0 and <= ushort.MaxValue:
                Put(PickleOpcode.BinInt2);
                output.WriteByte((byte)number);
                output.WriteByte((byte)(number >> 8));
                break;
            case >= int.MinValue and <= int.MaxValue:
                Put(PickleOpcode.BinInt);
                Put32((int)number);
                break;
            default:
                SaveInteger((BigInteger)number);
                break;
        }
    }

    void SaveInteger(BigInteger number)
    {
        byte[] bytes = number.ToByteArray();
        Put(bytes.Length <= byte.MaxValue ? PickleOpcode.Long1 : PickleOpcode.Long4);
        if (bytes.Length <= byte.MaxValue)
            output.WriteByte((byte)bytes.Length);
        else
            Put32(bytes.Length);
        output.Write(bytes);
    }

    void SaveDouble(double number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, number);
        Put(PickleOpcode.BinFloat);
        output.Write(bytes);
    }

    protected void Put(PickleOpcode code) => output.WriteByte((byte)code);

    /// <summary>Numbers the object on the stack, so that it can be had again.</summary>
    protected void Remember(object value) => memo.Add(value, PutNext());

    bool Recall(object value)
    {
        if (!memo.TryGetValue(value, out int index))
            return false;
        PutGet(index);
        return true;
    }

    int PutNext()
    {
        if (remembered <= byte.MaxValue)
        {
            Put(PickleOpcode.BinPut);
            output.WriteByte((byte)remembered);
        }
        else
        {
            Put(PickleOpcode.LongBinPut);
            Put32(remembered);
        }
        return remembered++;
    }

    void PutGet(int index)
    {
        if (index <= byte.MaxValue)
        {
            Put(PickleOpcode.BinGet);
            output.WriteByte((byte)index);
        }
        else
        {
            Put(PickleOpcode.LongBinGet);
            Put32(index);
        }
    }

    void Put32(int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        output.Write(bytes);
    }
}
