namespace NativeTorch;

/// <summary>A library of the system that is opened only when it is needed is not on this machine.</summary>
public sealed class MissingLibraryException : DllNotFoundException
{
    internal MissingLibraryException(string library, string purpose, string package, string tried)
        : base($"{purpose} needs {library}, which is not on this machine (tried {tried}); install it with: {package}") =>
        (Library, Package) = (library, package);

    /// <summary>The library, such as "libjpeg-turbo's TurboJPEG".</summary>
    public string Library { get; }

    /// <summary>A command that installs it on Debian and its like.</summary>
    public string Package { get; }
}
