using System.Text;

namespace NativeTorch.IO.Pickle;

/// <summary>Reads Python's pickles, protocols 0 to 5, without Python. A pickle is a program for a machine with a stack; this machine builds
/// numbers, texts, bytes, lists, tuples, dictionaries and sets, and calls nothing but what is in a table of functions of ours.</summary>
/// <remarks>
/// <para>None is null, bool a <see cref="bool"/>, int a <see cref="long"/> or, where it does not fit, a
/// <see cref="System.Numerics.BigInteger"/>, float a <see cref="double"/>, str a <see cref="string"/>, bytes and bytearray a
/// <c>byte[]</c>, list a <c>List&lt;object?&gt;</c>, tuple an <c>object?[]</c>, dict a <see cref="PickleDictionary"/>, set a
/// <see cref="PickleSet"/>; what is one object in the pickle is one
/// here.</para>
/// <para>Nothing here recurses, so a pickle may nest as deeply as it likes; memory stays within some hundred times of the pickle's size.
/// </para></remarks>
sealed partial class PickleReader
{
    const int HighestProtocol = 5;

    readonly PickleInput input;
    readonly PickleGlobals globals;
    readonly PickleStack stack;
    readonly Dictionary<long, object?> memo = [];

    PickleReader(PickleInput input, PickleGlobals globals) => (this.input, this.globals, stack) = (input, globals, new(input.Path));

    /// <summary>How the texts of Python 2, which are bytes, are read.</summary>
    Encoding ByteStrings { get; init; } = Encoding.Latin1;

    /// <summary>What stands for an object that lies outside of the pickle, by its id.</summary>
    Func<object?, object?>? PersistentLoad { get; init; }

    /// <summary>Reads one pickle, and leaves the stream behind it.</summary>
    /// <param name="stream">The pickle; it is read byte by byte, so it should have a buffer.</param>
    /// <param name="length">How many bytes of it there are at most.</param>
    /// <param name="path">The file, for errors.</param>
    /// <param name="globals">What it may name.</param>
    /// <param name="byteStrings">How texts of Python 2 are read: Latin-1 by default, which keeps every byte.</param>
    /// <param name="persistentLoad">Gives what lies outside of the pickle, by its id; without it, such a pickle is refused.</param>
    /// <exception cref="UnsafePickleException">It names something else.</exception>
    /// <exception cref="CheckpointFormatException">It is no whole pickle.</exception>
    public static object? Read(Stream stream, long length, string path, PickleGlobals globals, Encoding? byteStrings = null,
        Func<object?, object?>? persistentLoad = null) =>
        new PickleReader(new(stream, length, path), globals)
        {
            ByteStrings = byteStrings ?? Encoding.Latin1,
            PersistentLoad = persistentLoad,
        }.Run();

    object? Run()
    {
        while (true)
        {
            var code = (PickleOpcode)input.ReadByte();
            if (code == PickleOpcode.Stop)
                return stack.Pop();
            Execute(code);
        }
    }

    void Execute(PickleOpcode code)
    {
        switch (code)
        {
            case PickleOpcode.Proto:
                if (input.ReadByte() is var protocol and > HighestProtocol)
                    throw Wrong($"the pickle has protocol {protocol}, and the highest that is known is {HighestProtocol}");
                break;
            case PickleOpcode.Frame:
                input.ReadUInt64(); // how much to read at once: of no use here
                break;
            case PickleOpcode.Mark:
                stack.Mark();
                break;
            case PickleOpcode.Pop:
                stack.Drop();
                break;
            case PickleOpcode.PopMark:
                stack.PopMark();
                break;
            case PickleOpcode.Dup:
                stack.Push(stack.Top);
                break;
            case PickleOpcode.Get:
                stack.Push(Recall(ReadIndex()));
                break;
            case PickleOpcode.BinGet:
                stack.Push(Recall(input.ReadByte()));
                break;
            case PickleOpcode.LongBinGet:
                stack.Push(Recall(input.ReadUInt32()));
                break;
            case PickleOpcode.Put:
                memo[ReadIndex()] = stack.Top;
                break;
            case PickleOpcode.BinPut:
                memo[input.ReadByte()] = stack.Top;
                break;
            case PickleOpcode.LongBinPut:
                memo[input.ReadUInt32()] = stack.Top;
                break;
            case PickleOpcode.Memoize:
                memo[memo.Count] = stack.Top;
                break;
            default:
                if (!ExecuteValue(code) && !ExecuteContainer(code) && !ExecuteGlobal(code))
                    throw Wrong($"0x{(byte)code:x2} is no instruction of a pickle");
                break;
        }
    }

    object? Recall(long index) => memo.TryGetValue(index, out object? value) ? value
        : throw Wrong($"the pickle uses object {index} of its memo before it is there");

    CheckpointFormatException Wrong(string problem) => new(input.Path, problem);
}
