using System.Numerics;

namespace NativeTorch.IO.TorchFiles;

/// <summary>Values of a pickle as .NET's types.</summary>
static class CheckpointNumbers
{
    /// <summary>Whether a value can be had as a type: numbers convert where nothing is lost, and integers become floats.</summary>
    public static bool TryGet<T>(object? value, out T? result)
    {
        result = default;
        if (value is T same)
        {
            result = same;
            return true;
        }
        if (value is null)
            return default(T) is null && typeof(T).IsValueType; // int? and the like
        Type type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        object? converted = (value, Type.GetTypeCode(type)) switch
        {
            (long number, TypeCode.Double) => (double)number,
            (BigInteger number, TypeCode.Double) => (double)number,
            (long number, TypeCode.Single) => (float)number,
            (double number, TypeCode.Single) => (float)number,
            (long number, TypeCode.Int32) when (int)number == number => (int)number,
            (long number, TypeCode.Int16) when (short)number == number => (short)number,
            (long number, TypeCode.SByte) when (sbyte)number == number => (sbyte)number,
            (long number, TypeCode.Byte) when (byte)number == number => (byte)number,
            (long number, TypeCode.UInt16) when (ushort)number == number => (ushort)number,
            (long number, TypeCode.UInt32) when (uint)number == number => (uint)number,
            (long number and >= 0, TypeCode.UInt64) => (ulong)number,
            (BigInteger number, TypeCode.UInt64) when number >= 0 && number <= ulong.MaxValue => (ulong)number,
            (long number, TypeCode.Object) when type == typeof(BigInteger) => (BigInteger)number,
            _ => null,
        };
        if (converted is not T done || type.IsEnum)
            return false;
        result = done;
        return true;
    }

    public static string NameOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain && plain == typeof(byte[])
        ? "byte[]" : plain.Name;
}
