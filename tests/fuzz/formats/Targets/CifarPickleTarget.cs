using System.Text;
using NativeTorch.Data;

namespace NativeTorch.FormatFuzz.Targets;

sealed class CifarPickleTarget : FuzzTarget
{
    // A dict of an array (1, 3072) of uint8 and a list of labels, as Python 2 pickled CIFAR-10; {0} is the array's bytes.
    const string Batch = "(dp0\nS'data'\np1\ncnumpy.core.multiarray\n_reconstruct\np2\n(cnumpy\nndarray\np3\n(I0\ntp4\nS'b'\np5\ntp6\nRp7\n"
        + "(I1\n(I1\nI3072\ntp8\ncnumpy\ndtype\np9\n(S'u1'\np10\nI0\nI1\ntp11\nRp12\n(I3\nS'|'\np13\nNNNI-1\nI-1\nI0\ntp14\nbI00\nS'{0}'\n"
        + "p15\ntp16\nbsS'labels'\np17\n(lp18\nI7\nasS'filenames'\np19\n(lp20\nS'a.png'\np21\nas.";

    // The same in protocol 2, whose lengths and numbers are bytes, up to the array's bytes.
    const string Shorter = "\u0080\u0002}(U\u0004datacnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\u0085U\u0001b\u0087R(K\u0001"
        + "K\u0001M\0\u000c\u0086cnumpy\ndtype\nU\u0002u1K\0K\u0001\u0087R(K\u0003U\u0001|NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ff"
        + "K\0tb\u0089T\0\u000c\0\0";

    public override string Name => "cifar-pickle";

    public override string Extension => ".pickle";

    public override IEnumerable<byte[]> Seeds()
    {
        yield return Encoding.ASCII.GetBytes(Batch.Replace("{0}", new string('x', 3072)));
        yield return [.. Shorter.Select(c => (byte)c), .. new byte[3072], .. "tbU\u0006labels]K\u0003au."u8];
    }

    public override void Read(string path)
    {
        File.Copy(path, Path.Combine(Path.GetDirectoryName(path)!, "test_batch"));
        _ = Cifar10.Load(Path.GetDirectoryName(path)!, train: false).Labels.Sum();
    }

    public override bool Expects(Exception exception) => exception is DatasetFormatException;
}
