namespace NativeTorch.Data;

/// <summary>One column of a <see cref="CsvTable"/>: all fields are of one type.</summary>
public abstract class CsvColumn
{
    private protected CsvColumn(string name, CsvType type) => (Name, Type) = (name, type);

    /// <summary>The name in the header, or the number from 0 on.</summary>
    public string Name { get; }

    /// <summary>What the fields are.</summary>
    public CsvType Type { get; }

    /// <summary>How many rows there are.</summary>
    public abstract int Count { get; }

    /// <summary>A tensor of the values: (rows).</summary>
    /// <param name="dtype">Its dtype; null is int64, float64 or bool, as the column is.</param>
    /// <exception cref="InvalidOperationException">The column is text: see <see cref="Categories"/>.</exception>
    public Tensor ToTensor(Dtype? dtype = null)
    {
        Tensor values = Values();
        return dtype is { } other ? values.To(other) : values;
    }

    /// <summary>The values of a column of numbers or truth values.</summary>
    /// <typeparam name="T">long, double or bool, as <see cref="Type"/> says; string for text.</typeparam>
    /// <exception cref="InvalidOperationException">The column has another type.</exception>
    public ReadOnlySpan<T> AsSpan<T>() => this is CsvColumn<T> typed ? typed.Fields
        : throw new InvalidOperationException($"[csv] column \"{Name}\" is {Type}, not {typeof(T).Name}");

    /// <summary>Text as classes: the different texts in ordinal order, and for each row the number of its text, int64 (rows).</summary>
    /// <exception cref="InvalidOperationException">The column is no text.</exception>
    public (IReadOnlyList<string> Classes, Tensor Labels) Categories()
    {
        ReadOnlySpan<string> texts = AsSpan<string>();
        string[] classes = [.. texts.ToArray().Distinct().Order(StringComparer.Ordinal)];
        Dictionary<string, long> numbers = new(classes.Select((text, i) => KeyValuePair.Create(text, (long)i)));
        var labels = new long[texts.Length];
        for (int i = 0; i < labels.Length; i++)
            labels[i] = numbers[texts[i]];
        return (classes, Torch.Tensor(labels.AsSpan()));
    }

    private protected abstract Tensor Values();

    /// <summary>Adds the field of the next row.</summary>
    /// <returns>Whether it is of the column's type.</returns>
    internal abstract bool Add(ReadOnlySpan<char> field, bool isMissing);
}

/// <summary>A column whose fields are a C# type.</summary>
abstract class CsvColumn<T>(string name, CsvType type) : CsvColumn(name, type)
{
    T[] fields = [];
    int count;

    public override int Count => count;

    public ReadOnlySpan<T> Fields => fields.AsSpan(0, count);

    protected void Add(T field)
    {
        if (count == fields.Length)
            Array.Resize(ref fields, Math.Max(16, checked(2 * count)));
        fields[count++] = field;
    }
}
