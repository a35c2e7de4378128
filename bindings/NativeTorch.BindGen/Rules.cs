namespace NativeTorch.BindGen;

/// <summary>What holds between declarations; what one declaration must keep is checked where it is read.</summary>
static class Rules
{
    public static void Check(Api api)
    {
        Distinct(api.Functions.Select(f => f.Name));
        Distinct(api.Structs.Select(s => s.CName).Concat(api.Enums.Select(e => e.CName)));
        foreach (StructType s in api.Structs)
            CheckLayout(s);
    }

    static void Distinct(IEnumerable<string> names)
    {
        foreach (var same in names.GroupBy(n => n.TrimEnd('_').ToLowerInvariant()).Where(g => g.Count() > 1))
            throw new BindGenException($"{string.Join(" and ", same)} differ only by case or a trailing underscore.");
    }

    /// <summary>C#'s sequential layout must put every field where clang puts it.</summary>
    static void CheckLayout(StructType s)
    {
        int end = 0, alignment = 1;
        foreach (StructField f in s.Fields)
        {
            int size = f.Type switch
            {
                CType.Number n => n.Size,
                CType.Enum => 4,
                CType.Pointer or CType.CallBack => 8,
                _ => throw new BindGenException($"{s.CName}.{f.Name} is neither a number nor a pointer."),
            };
            if (RoundUp(end, size) != f.Offset)
                throw new BindGenException($"{s.CName}.{f.Name} lies at {f.Offset}, where C# would put it at {RoundUp(end, size)}.");
            (end, alignment) = (f.Offset + size, Math.Max(alignment, size));
        }
        if (RoundUp(end, alignment) != s.Size)
            throw new BindGenException($"{s.CName} has {s.Size} bytes, where C# would give it {RoundUp(end, alignment)}.");
    }

    static int RoundUp(int offset, int alignment) => (offset + alignment - 1) / alignment * alignment;
}
