using NativeTorch.IO;
using NativeTorch.IO.Pickle;

namespace NativeTorch.Tests.IO.Pickle;

/// <summary>Pickles that want to run something, or lie about what is in them.</summary>
public sealed class HostilePickleTests
{
    /// <summary>Each way to name a function, and to call it.</summary>
    [Theory]
    [InlineData("cposix\nsystem\n(S'true'\ntR.", "posix.system")]                                     // GLOBAL, REDUCE
    [InlineData("\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093\u008c\u0004true\u0085R.", "os.system")]      // STACK_GLOBAL, REDUCE
    [InlineData("(S'true'\nios\nsystem\n.", "os.system")]                                           // INST
    [InlineData("(cos\nsystem\nS'true'\no.", "os.system")]                                          // OBJ
    [InlineData("cbuiltins\neval\n(S'1'\nt\u0081.", "builtins.eval")]                               // NEWOBJ
    [InlineData("cbuiltins\nexec\n(S'1'\nt}\u0092.", "builtins.exec")]                              // NEWOBJ_EX
    [InlineData("c__builtin__\neval\n(S'1'\ntR.", "__builtin__.eval")]
    [InlineData("cbuiltins\ngetattr\n(cbuiltins\n__import__\nS'x'\ntR.", "builtins.getattr")]
    [InlineData("csubprocess\nPopen\n((S'true'\nltR.", "subprocess.Popen")]
    [InlineData("c__main__\nNet\n)\u0081}b.", "__main__.Net")]                                      // BUILD of an unknown class
    [InlineData("ccollections\nOrderedDict.__init__.__globals__\n.", "collections.OrderedDict.__init__.__globals__")]
    [InlineData("\u0082\u0001.", "copyreg extension 1")]                                              // EXT1
    [InlineData("\u0083\u0001\u0002.", "copyreg extension 513")]                                        // EXT2
    [InlineData("\u0084\u0001\0\0\0.", "copyreg extension 1")]                                        // EXT4
    public void Code_is_refused_by_name(string pickle, string global)
    {
        var e = Assert.Throws<UnsafePickleException>(() => PickleReaderTests.Read(pickle));
        Assert.Equal(global, e.Global);
        Assert.Equal("file.pkl", e.FilePath);
        Assert.Contains($"file.pkl: the pickle names \"{global}\"", e.Message);
    }

    [Theory]
    [InlineData("")]                                       // nothing
    [InlineData("K\u0001")]                                  // no STOP
    [InlineData(".")]                                      // nothing to give
    [InlineData("\u0080\u0006N.")]                           // a protocol of the future
    [InlineData("X\u00ff\u00ff\u00ff\u007fabc.")]          // 2 GB of text in 3 bytes
    [InlineData("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff" + "abc.")]
    [InlineData("\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff" + "abc.")]
    [InlineData("T\u00ff\u00ff\u00ff\u00ffabc.")]
    [InlineData("\u008b\u00ff\u00ff\u00ff\u00ffabc.")]     // an integer of 4 GB
    [InlineData("X\u0002\0\0\0\u00c3\u0028.")]               // no UTF-8
    [InlineData("h\u0005.")]                                 // not in the memo
    [InlineData("g-1\n.")]
    [InlineData("Ix\n.")]
    [InlineData("Fx\n.")]
    [InlineData("Sx\n.")]
    [InlineData("S'\\x1'\n.")]
    [InlineData("V\\u12\n.")]
    [InlineData("R.")]                                     // too few values
    [InlineData("(R.")]
    [InlineData("K\u0001(\u0086.")]                            // below the mark
    [InlineData("t.")]                                     // no mark
    [InlineData("K\u0001K\u0002a.")]                           // appends to a number
    [InlineData("K\u0001K\u0002K\u0003s.")]
    [InlineData("}(K\u0001u.")]                              // a key without a value
    [InlineData("}]K\u0001s.")]                              // a list as a key
    [InlineData("K\u0001}b.")]                               // a number's state
    [InlineData("K\u0001)R.")]                               // calls a number
    [InlineData("ccollections\nOrderedDict\nK\u0001R.")]     // without a tuple
    [InlineData("ccollections\nOrderedDict\n)}K\u0001K\u0002s\u0092.")] // with arguments by name
    [InlineData("ccollections\nOrderedDict\nK\u0001\u0085R.")]
    [InlineData("K\u0001Q.")]
    [InlineData("\u0097.")]
    [InlineData("\u00ff.")]                                // no instruction
    [InlineData("cnumpy\ndtype\n(U\u0002" + "c8tRcnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nttR.")]
    [InlineData("cnumpy.core.multiarray\nscalar\n(cnumpy\ndtype\n(U\u0002" + "f4tRC\u0003" + "abctR.")] // 3 bytes for 4
    [InlineData("cnumpy.core.multiarray\nscalar\n(cnumpy\ndtype\n(U\u0002" + "c8tRC\u0008" + "abcdefghtR.")]
    [InlineData("cnumpy\nndarray\n)R.")]
    public void What_is_no_pickle_is_refused(string pickle) =>
        Assert.Equal("file.pkl", Assert.Throws<CheckpointFormatException>(() => PickleReaderTests.Read(pickle)).FilePath);

    [Fact]
    public void Any_end_of_a_pickle_that_is_cut_off_is_refused()
    {
        byte[] whole = [0x80, 4, .. "}(U\u0001a](K\u0001K\u0002eU\u0001bG"u8, .. new byte[8], .. "u."u8];
        _ = PickleReaderTests.Read(whole);
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<CheckpointFormatException>(() => PickleReaderTests.Read(whole[..length]));
    }

    [Fact]
    public void Keys_that_are_tuples_of_tuples_without_end_are_refused()
    {
        string pickle = "K\u0001" + string.Concat(Enumerable.Repeat("2\u0086", 60)).Replace('\x86', '\u0086');
        Assert.Contains("no key", Assert.Throws<CheckpointFormatException>(() =>
            PickleReaderTests.Read("}" + pickle + "K\u0001s.")).Message);
    }

    [Fact]
    public void Lengths_are_checked_before_anything_is_allocated()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<CheckpointFormatException>(() => PickleReaderTests.Read("B\u00ff\u00ff\u00ff\u007fabc."));
        Assert.Throws<CheckpointFormatException>(() => PickleReaderTests.Read("\u0096\0\0\0\0\u0001\0\0\0abc."));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void Messages_are_never_long()
    {
        string name = new('x', 100_000);
        Assert.True(Assert.Throws<UnsafePickleException>(() => PickleReaderTests.Read($"cos\n{name}\n.")).Message.Length < 500);
        Assert.True(Assert.Throws<CheckpointFormatException>(() =>
            PickleReaderTests.Read($"S'{name}'\nK\u0001" + "a.")).Message.Length < 500);
        Assert.True(PickleNames.Describe(new byte[1000]).Length < 80);
    }
}
