namespace NativeTorch.FormatFuzz;

/// <summary>One file format: files that are right, and the reader that gets damaged ones.</summary>
abstract class FuzzTarget
{
    /// <summary>The format's name, for <c>--target</c>.</summary>
    public abstract string Name { get; }

    /// <summary>How a file's name ends, with the dot.</summary>
    public abstract string Extension { get; }

    /// <summary>Small files that the reader takes; damaged ones are made of them.</summary>
    public abstract IEnumerable<byte[]> Seeds();

    /// <summary>Reads a file. Whatever is in it, only what <see cref="Expects"/> names may come out.</summary>
    /// <param name="path">The file. Its folder, <see cref="Fuzzer.FolderName"/>, is the only place where anything may be written.</param>
    public abstract void Read(string path);

    /// <summary>Whether an exception is how this reader refuses a file.</summary>
    public abstract bool Expects(Exception exception);

    /// <summary>Makes a damaged file pass the checks that come before what is to be tested, such as a checksum; by default nothing.</summary>
    public virtual byte[] Repair(byte[] file) => file;
}
