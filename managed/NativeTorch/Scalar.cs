using System.Globalization;
using NativeTorch.Interop;

namespace NativeTorch;

/// <summary>A plain number where an op takes one: integer, floating or bool. Numbers convert to it by themselves.</summary>
/// <remarks>As in PyTorch, a number has a weaker say in the result's dtype than a tensor: float32 times 2.0 stays float32.</remarks>
public readonly struct Scalar : IEquatable<Scalar>
{
    readonly long bits;
    readonly NtScalarKind kind;

    Scalar(long bits, NtScalarKind kind) => (this.bits, this.kind) = (bits, kind);

    internal NtScalar Native => new() { Bits = bits, Kind = (int)kind };

    /// <summary>Whether it was made from a floating number.</summary>
    public bool IsFloatingPoint => kind == NtScalarKind.Float;

    /// <summary>The dtype that PyTorch gives a plain number.</summary>
    internal Dtype Dtype => kind switch
    {
        NtScalarKind.Bool => Dtype.Bool,
        NtScalarKind.Int => Dtype.Int64,
        _ => Torch.DefaultDtype,
    };

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(int value) => new(value, NtScalarKind.Int);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(long value) => new(value, NtScalarKind.Int);

    /// <summary>A floating number.</summary>
    public static implicit operator Scalar(float value) => (double)value;

    /// <summary>A floating number.</summary>
    public static implicit operator Scalar(double value) => new(BitConverter.DoubleToInt64Bits(value), NtScalarKind.Float);

    /// <summary>A truth value.</summary>
    public static implicit operator Scalar(bool value) => new(value ? 1 : 0, NtScalarKind.Bool);

    /// <summary>The value as a double.</summary>
    public double ToDouble() => IsFloatingPoint ? BitConverter.Int64BitsToDouble(bits) : bits;

    /// <summary>The value as a 64-bit integer; a fraction is cut off.</summary>
    public long ToInt64() => IsFloatingPoint ? (long)BitConverter.Int64BitsToDouble(bits) : bits;

    /// <summary>Whether both are the same kind and value.</summary>
    public bool Equals(Scalar other) => bits == other.bits && kind == other.kind;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Scalar other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(bits, kind);

    /// <summary>Whether both are the same kind and value.</summary>
    public static bool operator ==(Scalar left, Scalar right) => left.Equals(right);

    /// <summary>Whether they differ in kind or value.</summary>
    public static bool operator !=(Scalar left, Scalar right) => !left.Equals(right);

    /// <summary>The number as Python writes it.</summary>
    public override string ToString() => kind switch
    {
        NtScalarKind.Bool => bits != 0 ? "True" : "False",
        NtScalarKind.Int => bits.ToString(CultureInfo.InvariantCulture),
        _ => ToDouble().ToString("R", CultureInfo.InvariantCulture),
    };
}
