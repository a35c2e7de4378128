using System.Security.Cryptography;

namespace NativeTorch.Data;

/// <summary>What a file's bytes add up to: who publishes a file says it, and damage or another file shows in it.</summary>
public sealed class Checksum
{
    readonly HashAlgorithmName algorithm;

    Checksum(HashAlgorithmName algorithm, string hex, int bytes, string parameter)
    {
        ArgumentNullException.ThrowIfNull(hex, parameter);
        if (hex.Length != 2 * bytes || !hex.All(char.IsAsciiHexDigit))
            throw new ArgumentException($"[checksum] {algorithm.Name} is {2 * bytes} hexadecimal digits, not \"{hex}\"", parameter);
        (this.algorithm, Hex) = (algorithm, hex.ToLowerInvariant());
    }

    /// <summary>The digits, in lower case.</summary>
    public string Hex { get; }

    /// <summary>MD5: good against damage and stale copies, not against an attacker.</summary>
    /// <param name="hex">32 hexadecimal digits.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static Checksum Md5(string hex) => new(HashAlgorithmName.MD5, hex, MD5.HashSizeInBytes, nameof(hex));

    /// <summary>SHA-256.</summary>
    /// <param name="hex">64 hexadecimal digits.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static Checksum Sha256(string hex) => new(HashAlgorithmName.SHA256, hex, SHA256.HashSizeInBytes, nameof(hex));

    /// <summary>Whether a file has this checksum. PyTorch: <c>torchvision.datasets.utils.check_integrity</c>.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public bool Matches(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Of(file) == Hex;
    }

    /// <summary>The algorithm and its digits.</summary>
    public override string ToString() => $"{algorithm.Name} {Hex}";

    /// <summary>What a stream, from where it is to its end, adds up to.</summary>
    internal string Of(Stream stream) => Convert.ToHexStringLower(CryptographicOperations.HashData(algorithm, stream));

    internal string Describe(string hex) => $"{algorithm.Name} {hex}";
}
