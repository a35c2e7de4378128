using NativeTorch.IO;
using NativeTorch.IO.Pickle;

namespace NativeTorch.Data;

/// <summary>The Python form: pickles of a dict with an array (N, 3072) and lists of labels, and of a dict with lists of names.</summary>
/// <param name="kinds">For each kind of label: how many classes it has, the key of the labels, and the key of the names.</param>
sealed class CifarPickle(params (int Classes, string Labels, string Names)[] kinds) : CifarReader
{
    static readonly PickleGlobals globals = Globals();

    public override CifarImages ReadImages(byte[] content, string path)
    {
        PickleDictionary file = ReadDictionary(content, path);
        if (!file.TryGet("data", out object? data) || data is not NumpyArray { Dtype.Dtype: Dtype.UInt8, Shape: [var count, Pixels] } array)
            throw new DatasetFormatException(path, $"\"data\", an array (N, {Pixels}) of uint8", PickleNames.Describe(data));
        using Tensor pixels = array.ToTensor();
        return new(pixels.ToArray<byte>(), [.. kinds.Select(kind => ReadLabels(file, kind.Labels, count, kind.Classes, path))]);
    }

    public override string[][] ReadNames(IReadOnlyList<(string Path, byte[] Content)> contents)
    {
        (string path, byte[] content) = contents[0];
        PickleDictionary file = ReadDictionary(content, path);
        return [.. kinds.Select(kind => ReadTexts(file, kind.Names, path))];
    }

    static string[] ReadTexts(PickleDictionary file, string key, string path)
    {
        file.TryGet(key, out object? value);
        return value is List<object?> list && list.All(text => text is string) ? [.. list.Cast<string>()]
            : throw new DatasetFormatException(path, $"\"{key}\", a list of texts", PickleNames.Describe(value));
    }

    static long[] ReadLabels(PickleDictionary file, string key, long count, int classes, string path)
    {
        if (!file.TryGet(key, out object? value) || value is not List<object?> list || list.Count != count)
            throw new DatasetFormatException(path, $"\"{key}\", a list of {count} labels",
                value is List<object?> other ? $"{other.Count}" : PickleNames.Describe(value));
        var labels = new long[count];
        for (int i = 0; i < labels.Length; i++)
            labels[i] = list[i] is long label and >= 0 && label < classes ? label
                : throw new DatasetFormatException(path, $"labels from 0 to {classes - 1} in \"{key}\"",
                    $"{PickleNames.Describe(list[i])} at position {i}");
        return labels;
    }

    static PickleDictionary ReadDictionary(byte[] content, string path)
    {
        try
        {
            object? value = PickleReader.Read(new MemoryStream(content), content.Length, path, globals);
            return value as PickleDictionary ?? throw new DatasetFormatException(path, "a pickled dict", PickleNames.Describe(value));
        }
        catch (CheckpointFormatException e)
        {
            throw new DatasetFormatException(path, "a pickle of numbers, texts and arrays", e.Message, e);
        }
    }

    /// <summary>Arrays, and the function by which Python 3 writes bytes for Python 2.</summary>
    static PickleGlobals Globals()
    {
        var all = new PickleGlobals();
        all.AddAll(NumpyGlobals.Table);
        all.AddAll(PythonGlobals.Table);
        return all;
    }
}
