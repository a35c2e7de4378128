namespace NativeTorch.Data;

/// <summary>What a mirror did wrong, and whether it makes sense to ask it again.</summary>
sealed class MirrorException(string message, bool isFinal, Exception? inner = null) : Exception(message, inner)
{
    public bool IsFinal { get; } = isFinal;
}
