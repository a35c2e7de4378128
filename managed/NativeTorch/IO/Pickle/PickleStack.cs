using System.Runtime.InteropServices;

namespace NativeTorch.IO.Pickle;

/// <summary>The stack of a pickle's machine: values, and marks below which nothing is taken until the mark is.</summary>
/// <param name="path">The file, for errors.</param>
sealed class PickleStack(string path)
{
    readonly List<object?> values = [];
    readonly List<int> marks = [];

    int Floor => marks is [.., var mark] ? mark : 0;

    public object? Top => values.Count > Floor ? values[^1] : throw Empty();

    public void Push(object? value) => values.Add(value);

    public object? Pop()
    {
        object? top = Top;
        values.RemoveAt(values.Count - 1);
        return top;
    }

    /// <summary>The last values, in the order in which they were pushed.</summary>
    public object?[] Pop(int count)
    {
        if (values.Count - Floor < count)
            throw Empty();
        object?[] last = CollectionsMarshal.AsSpan(values)[^count..].ToArray();
        values.RemoveRange(values.Count - count, count);
        return last;
    }

    public void Mark() => marks.Add(values.Count);

    /// <summary>All above the last mark, which goes too.</summary>
    public object?[] PopMark()
    {
        if (marks.Count == 0)
            throw new CheckpointFormatException(path, "an instruction of the pickle wants a MARK, and there is none");
        object?[] above = Pop(values.Count - Floor);
        marks.RemoveAt(marks.Count - 1);
        return above;
    }

    /// <summary>Takes a value or, where there is none, a mark.</summary>
    public void Drop()
    {
        if (values.Count > Floor)
            values.RemoveAt(values.Count - 1);
        else
            PopMark();
    }

    CheckpointFormatException Empty() => new(path, "an instruction of the pickle wants more values than there are");
}
