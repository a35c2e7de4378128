using System.Text;
using NativeTorch.IO;

namespace NativeTorch.FormatFuzz.Targets;

sealed class NpyTarget : FuzzTarget
{
    public override string Name => "npy";

    public override string Extension => ".npy";

    public override IEnumerable<byte[]> Seeds()
    {
        yield return Written.By(path => Npy.Save(path, Torch.Arange(6).To(Dtype.Float32).Reshape(2, 3)));
        yield return Written.By(path => Npy.Save(path, Torch.Ones([3], Dtype.Bool)));
        yield return Written.By(path => Npy.Save(path, Torch.Tensor(3.5)));
        yield return Of("{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3), }\n", 12, major: 2);
        yield return Of("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 4), }\n", 0, major: 3);
    }

    public override void Read(string path) => _ = Npy.Load(path).To(Dtype.Float64).Sum();

    public override bool Expects(Exception exception) => exception is CheckpointFormatException;

    static byte[] Of(string header, int bytes, byte major) =>
        [0x93, .. "NUMPY"u8, major, 0, .. BitConverter.GetBytes(header.Length), .. Encoding.ASCII.GetBytes(header), .. new byte[bytes]];
}
