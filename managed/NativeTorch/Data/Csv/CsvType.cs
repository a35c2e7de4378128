namespace NativeTorch.Data;

/// <summary>What the fields of a column are. Numbers are written as in C#, with a point, wherever the program runs.</summary>
public enum CsvType
{
    /// <summary>64-bit integers. None may be missing; a column that was not given a type becomes <see cref="Float64"/> then.</summary>
    Int64,

    /// <summary>64-bit floating-point numbers, with inf, -inf and nan; those that are missing are NaN.</summary>
    Float64,

    /// <summary>true or false, in small or capital letters. None may be missing.</summary>
    Bool,

    /// <summary>Text, as it stands there. What is missing is the empty text.</summary>
    String,
}
