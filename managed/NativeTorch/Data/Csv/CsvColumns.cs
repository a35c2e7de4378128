namespace NativeTorch.Data;

sealed class CsvIntegers(string name) : CsvColumn<long>(name, CsvType.Int64)
{
    private protected override Tensor Values() => Torch.Tensor(Fields);

    internal override bool Add(ReadOnlySpan<char> field, bool isMissing)
    {
        if (isMissing || !CsvFields.TryParse(field, out long number))
            return false;
        Add(number);
        return true;
    }
}

sealed class CsvNumbers(string name) : CsvColumn<double>(name, CsvType.Float64)
{
    private protected override Tensor Values() => Torch.Tensor(Fields);

    internal override bool Add(ReadOnlySpan<char> field, bool isMissing)
    {
        double number = double.NaN;
        if (!isMissing && !CsvFields.TryParse(field, out number))
            return false;
        Add(number);
        return true;
    }
}

sealed class CsvTruths(string name) : CsvColumn<bool>(name, CsvType.Bool)
{
    private protected override Tensor Values() => Torch.Tensor(Fields);

    internal override bool Add(ReadOnlySpan<char> field, bool isMissing)
    {
        if (isMissing || !CsvFields.TryParse(field, out bool truth))
            return false;
        Add(truth);
        return true;
    }
}

sealed class CsvTexts(string name) : CsvColumn<string>(name, CsvType.String)
{
    // Most columns of text have few different ones, so that one string for each is enough.
    const int MostShared = 1 << 12;

    readonly HashSet<string> shared = new(StringComparer.Ordinal);

    private protected override Tensor Values() =>
        throw new InvalidOperationException($"[csv] column \"{Name}\" is text, of which there is no tensor; Categories() numbers it");

    internal override bool Add(ReadOnlySpan<char> field, bool isMissing)
    {
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> known = shared.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(field, out string? text))
        {
            text = field.ToString();
            if (shared.Count < MostShared)
                shared.Add(text);
        }
        Add(text);
        return true;
    }
}
