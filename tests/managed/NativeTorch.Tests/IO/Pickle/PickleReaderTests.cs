using System.Text;
using System.Text.Json;
using NativeTorch.IO;
using NativeTorch.IO.Pickle;

namespace NativeTorch.Tests.IO.Pickle;

/// <summary>Python's pickles are read as Python reads them.</summary>
public sealed class PickleReaderTests
{
    static readonly JsonElement golden = JsonDocument.Parse(File.ReadAllText(
        Path.Combine(Shared.Repository, "tests", "golden", "pickles.json"))).RootElement;

    public static TheoryData<string, int, string, string> Values => Cases("values");

    public static TheoryData<string, int, string, string> Arrays => Cases("arrays");

    static TheoryData<string, int, string, string> Cases(string kind)
    {
        var data = new TheoryData<string, int, string, string>();
        foreach (JsonElement one in golden.GetProperty(kind).EnumerateArray())
            data.Add(one.GetProperty("name").GetString()!, one.GetProperty("protocol").GetInt32(), one.GetProperty("pickle").GetString()!,
                one.GetProperty("repr").GetString()!);
        return data;
    }

    [Theory]
    [MemberData(nameof(Values))]
    [MemberData(nameof(Arrays))]
    public void What_Python_pickled_is_read_in_every_protocol(string name, int protocol, string pickle, string repr)
    {
        _ = (name, protocol); // which case it is
        Assert.Equal(repr, PythonText.Of(Read(Convert.FromBase64String(pickle))));
    }

    /// <summary>By hand, as Python 2 writes them.</summary>
    [Theory]
    [InlineData("S'ab\\x41\\n\\\\\\'\\101\\0'\n.", "\"abA\\n\\\\'A\\x00\"")]
    [InlineData("S\"it's\"\n.", "\"it's\"")]
    [InlineData("U\u0003" + "abc.", "'abc'")]
    [InlineData("T\u0003\0\0\0" + "a\u00fcc.", "'a\u00fcc'")]
    [InlineData("Vgr\\u00fcn \\U0001f600\n.", "'grün \U0001f600'")]
    [InlineData("I01\n.", "True")]
    [InlineData("I00\n.", "False")]
    [InlineData("I-17\n.", "-17")]
    [InlineData("L123456789012345678901234567890L\n.", "123456789012345678901234567890")]
    [InlineData("F-1.5e3\n.", "-1500.0")]
    [InlineData("(lp0\nI1\naI2\na.", "[1, 2]")]
    [InlineData("(dp0\nS'a'\nI1\ns.", "{'a': 1}")]
    [InlineData("(S'a'\nI1\nd.", "{'a': 1}")]
    [InlineData("(I1\nI2\nt.", "(1, 2)")]
    [InlineData("(I1\n0I2\nt.", "(2,)")]
    [InlineData("(I1\n1I2\n.", "2")]
    [InlineData("I1\n(0.", "1")]
    [InlineData("I7\n2\u0086.", "(7, 7)")]
    [InlineData("c__builtin__\nset\n((lI1\natR.", "{1}")]
    [InlineData("ccollections\nOrderedDict\n((lp1\n(lp2\nS'b'\naI1\naatR.", "{'b': 1}")]
    [InlineData("(icollections\nOrderedDict\n.", "{}")]
    [InlineData("(ccollections\nOrderedDict\no.", "{}")]
    public void Older_instructions_are_read(string pickle, string repr) =>
        Assert.Equal(repr, PythonText.Of(Read(Encoding.Latin1.GetBytes(pickle))));

    [Fact]
    public void What_is_one_object_stays_one()
    {
        JsonElement shared = golden.GetProperty("values").EnumerateArray().Last(one => one.GetProperty("name").GetString() == "shared");
        var both = Assert.IsType<List<object?>>(Read(shared.GetProperty("pickle").GetBytesFromBase64()));
        Assert.Same(both[0], both[1]);
        var self = Assert.IsType<List<object?>>(Read("]q\0h\0a."));
        Assert.Same(self, self[0]);
        var dictionary = Assert.IsType<PickleDictionary>(Read("}q\0U\u0001" + "ah\0s."));
        Assert.True(dictionary.TryGet("a", out object? inner));
        Assert.Same(dictionary, inner);
    }

    [Fact]
    public void One_and_true_and_their_double_are_one_key()
    {
        Assert.Equal("{1: 3}", PythonText.Of(Read("}(K\u0001K\u0002G\u003f\u00f0\0\0\0\0\0\0K\u0005I01\nK\u0003u.")));
        Assert.Equal("{(1, 'a'): 2}", PythonText.Of(Read("}(K\u0001U\u0001" + "a\u0086K\u0001\u0088U\u0001" + "a\u0086K\u0002u.")));
    }

    [Fact]
    public void A_hundred_thousand_lists_within_each_other_are_read()
    {
        const int deep = 100_000;
        object? value = Read(new string(']', deep) + new string('a', deep - 1) + ".");
        int depth = 0;
        for (; value is List<object?> list; value = list.FirstOrDefault())
            depth++;
        Assert.Equal(deep, depth);
    }

    /// <summary>Each list holds the last one twice: 2^60 leaves for who walks them.</summary>
    [Fact]
    public void Lists_that_double_sixty_times_are_references()
    {
        var pickle = new StringBuilder("]");
        for (int i = 0; i < 60; i++)
            pickle.Append("q\0]h\0ah\0a");
        Assert.Equal("a list of 2", PickleNames.Describe(Read(pickle.Append('.').ToString())));
    }

    [Fact]
    public void The_stream_stays_behind_the_pickle()
    {
        using var stream = new MemoryStream([.. "K\u0001."u8, .. "K\u0002."u8, .. "rest"u8]);
        Assert.Equal(1L, PickleReader.Read(stream, stream.Length, "x", PythonGlobals.Table));
        Assert.Equal(2L, PickleReader.Read(stream, stream.Length - stream.Position, "x", PythonGlobals.Table));
        Assert.Equal(6, stream.Position);
    }

    [Fact]
    public void What_lies_outside_is_asked_for_by_its_id()
    {
        object? Load(object? id) => $"<{PythonText.Of(id)}>";
        using var binary = new MemoryStream([.. "U\u0001xQ."u8]);
        Assert.Equal("<'x'>", PickleReader.Read(binary, binary.Length, "x", PythonGlobals.Table, persistentLoad: Load));
        using var text = new MemoryStream([.. "Pid 7\n."u8]);
        Assert.Equal("<'id 7'>", PickleReader.Read(text, text.Length, "x", PythonGlobals.Table, persistentLoad: Load));
        Assert.Contains("refers to \"x\"", Assert.Throws<CheckpointFormatException>(() => Read("U\u0001xQ.")).Message);
    }

    internal static object? Read(string pickle) => Read(Encoding.Latin1.GetBytes(pickle));

    internal static object? Read(byte[] pickle)
    {
        var globals = new PickleGlobals();
        globals.AddAll(PythonGlobals.Table);
        globals.AddAll(NumpyGlobals.Table);
        using var stream = new MemoryStream(pickle);
        return PickleReader.Read(stream, pickle.Length, "file.pkl", globals);
    }
}
