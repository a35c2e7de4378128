using NativeTorch.IO;

namespace NativeTorch.FormatFuzz.Targets;

sealed class NpzTarget : FuzzTarget
{
    // numpy.savez_compressed(file, x=numpy.arange(3, dtype=">f4"), y=numpy.asfortranarray(numpy.ones((2, 2), bool)))
    const string NumPys =
        "UEsDBBQAAAAIAAAAIQArqXCCTQAAAIwAAAAFABQAeC5ucHkBABAAjAAAAAAAAABNAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6XZqKuo6Cell9UUpSY"
        + "F59flJIKEndLzClOBYoXZyQWpAL5GsY6mjoKtQoUAC4GILBvYGBwANIAUEsDBBQAAAAIAAAAIQDj6Su1SAAAAIQAAAAFABQAeS5ucHkBABAAhAAAAAAAAABI"
        + "AAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loF6TZKiuo6Cell9UUpSYF59flJIKEg8pKk0FChdnJBakArkaRjoKRpo6CrUK5AMuRiAAAFBLAQIUAxQAAAAI"
        + "AAAAIQArqXCCTQAAAIwAAAAFAAAAAAAAAAAAAACAAQAAAAB4Lm5weVBLAQIUAxQAAAAIAAAAIQDj6Su1SAAAAIQAAAAFAAAAAAAAAAAAAACAAYQAAAB5Lm5w"
        + "eVBLBQYAAAAAAgACAGYAAAADAQAAAAA=";

    public override string Name => "npz";

    public override string Extension => ".npz";

    public override IEnumerable<byte[]> Seeds()
    {
        var tensors = new Dictionary<string, Tensor>
        {
            ["a"] = Torch.Arange(6).Reshape(2, 3), ["b"] = Torch.Ones([5], Dtype.Bool), ["c"] = Torch.Zeros(0),
        };
        yield return Written.By(path => Npz.Save(path, tensors));
        yield return Written.By(path => Npz.SaveCompressed(path, tensors));
        yield return Convert.FromBase64String(NumPys);
    }

    public override void Read(string path)
    {
        foreach (Tensor tensor in Npz.Load(path).Values)
            _ = tensor.To(Dtype.Float64).Sum();
    }

    public override bool Expects(Exception exception) => exception is CheckpointFormatException;

    public override byte[] Repair(byte[] file) => ZipRepair.Checksums(file);
}
