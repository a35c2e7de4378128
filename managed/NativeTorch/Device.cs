using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NativeTorch.Interop;

namespace NativeTorch;

/// <summary>Where a tensor's memory lies and its ops run. The default is the CPU.</summary>
/// <remarks>PyTorch: <c>torch.device</c>.</remarks>
public readonly record struct Device : IParsable<Device>
{
    Device(DeviceType type, int index) => (Type, Index) = (type, index);

    /// <summary>The kind of device.</summary>
    public DeviceType Type { get; }

    /// <summary>Which of the GPUs; 0 for the CPU.</summary>
    public int Index { get; }

    /// <summary>The processor.</summary>
    public static Device Cpu => default;

    /// <summary>A GPU. Nothing is checked here: <see cref="NativeTorch.Cuda.IsAvailable"/> says whether there is one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public static Device Cuda(int index = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new(DeviceType.Cuda, index);
    }

    /// <summary>Reads "cpu", "cuda" or "cuda:1".</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static Device Parse(string s, IFormatProvider? provider = null) => TryParse(s, provider, out Device device)
        ? device
        : throw new FormatException($"'{s}' is not a device; it is written cpu, cuda or cuda:1.");

    /// <summary>Reads "cpu", "cuda" or "cuda:1", or returns false.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Device result)
    {
        const string indexed = "cuda:";
        result = s == "cuda" ? Cuda() : Cpu;
        if (s is "cpu" or "cuda")
            return true;
        if (s is null || !s.StartsWith(indexed, StringComparison.Ordinal)
            || !int.TryParse(s.AsSpan(indexed.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            return false;
        result = Cuda(index);
        return true;
    }

    /// <summary>What C takes; a GPU's memory is watched from here on.</summary>
    internal (int Type, int Index) Use()
    {
        if (Type == DeviceType.Cuda && NativeTorch.Cuda.IsAvailable)
            MemoryPressure.WatchCuda();
        return ((int)Type, Index);
    }

    /// <summary>PyTorch's form: cpu or cuda:0.</summary>
    public override string ToString() => Type == DeviceType.Cpu ? "cpu" : string.Create(CultureInfo.InvariantCulture, $"cuda:{Index}");
}
