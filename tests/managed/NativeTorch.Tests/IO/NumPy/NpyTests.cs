using System.Text;
using NativeTorch.IO;

namespace NativeTorch.Tests.IO.NumPy;

/// <summary>What is saved comes back, here and in NumPy; a header is read strictly, and what it cannot mean is refused by name.</summary>
public sealed class NpyTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("npy").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string At(string name = "x.npy") => Path.Combine(folder, name);

    public static TheoryData<Dtype> Dtypes => [.. Enum.GetValues<Dtype>().Where(dtype => dtype != Dtype.BFloat16)];

    /// <summary>Tensors of every form: matrix, transposed, slice, 0-d, empty, odd length.</summary>
    public static Tensor[] Forms(Dtype dtype)
    {
        Tensor numbers = Torch.Arange(24).Reshape(2, 3, 4).To(dtype);
        return [numbers, numbers.Permute(2, 0, 1), numbers[1], numbers[1, 2, 3], Torch.Zeros([0, 3], dtype), numbers.Reshape(24)[..5]];
    }

    [Theory]
    [MemberData(nameof(Dtypes))]
    public void Every_dtype_and_shape_comes_back(Dtype dtype)
    {
        foreach (Tensor tensor in Forms(dtype))
        {
            Npy.Save(At(), tensor);
            Tensor loaded = Npy.Load(At());
            Assert.Equal(tensor.Dtype, loaded.Dtype);
            Assert.Equal(tensor.Shape, loaded.Shape);
            Assert.True(Torch.Equal(tensor, loaded), $"{tensor.Shape}");
        }
        Assert.Equal([At()], Directory.GetFiles(folder));
    }

    [Fact]
    public void A_parameter_is_saved_as_its_numbers()
    {
        Npy.Save(At(), Torch.Ones([2], requiresGrad: true));
        Assert.False(Npy.Load(At()).RequiresGrad);
    }

    [Fact]
    public void Bfloat16_is_refused_with_a_hint_and_leaves_the_old_file()
    {
        Npy.Save(At(), Torch.Ones(2));
        var e = Assert.Throws<DtypeMismatchException>(() => Npy.Save(At(), Torch.Ones([2], Dtype.BFloat16)));
        Assert.Contains("To(Dtype.Float32)", e.Message);
        Assert.Equal(2, Npy.Load(At()).Numel);
    }

    [SkippableFact]
    public void The_golden_file_is_read()
    {
        Tensor array = Npy.Load(Shared.Find("golden", "checkpoints", "array.npy"));
        Assert.Equal(Dtype.Float64, array.Dtype);
        Assert.True(Torch.AllClose(Torch.Linspace(0, 1, 7, Dtype.Float64), array, rtol: 1e-15));
    }

    [SkippableFact]
    public void Numpy_reads_what_is_saved_here()
    {
        foreach (Dtype dtype in Enum.GetValues<Dtype>().Where(dtype => dtype != Dtype.BFloat16))
            foreach ((int i, Tensor tensor) in Forms(dtype).Index())
                Npy.Save(At($"{dtype.TorchName}-{i}.npy"), tensor);
        TorchPython.Run("numpy", """
            import sys, numpy as np
            for name in "bool uint8 int8 int16 int32 int64 float16 float32 float64".split():
                a = np.arange(24).reshape(2, 3, 4).astype(name)
                for i, want in enumerate([a, a.transpose(2, 0, 1), a[1], a[1, 2, 3], np.zeros((0, 3), name), a.reshape(24)[:5]]):
                    got = np.load(f"{sys.argv[1]}/{name}-{i}.npy", allow_pickle=False)
                    assert got.dtype == want.dtype and got.shape == want.shape and (got == want).all(), (name, i, got)
            """, folder);
    }

    [SkippableFact]
    public void What_numpy_saves_is_read_here()
    {
        TorchPython.Run("numpy", """
            import sys, numpy as np
            for name in "bool uint8 int8 int16 int32 int64 float16 float32 float64".split():
                a = np.arange(24).reshape(2, 3, 4).astype(name)
                for i, x in enumerate([a, a.transpose(2, 0, 1), a[1], a[1, 2, 3], np.zeros((0, 3), name), a.reshape(24)[:5]]):
                    for order in "<>":
                        for layout in "CF":
                            for version in (1, 0), (2, 0), (3, 0):
                                y = np.array(x, dtype=np.dtype(name).newbyteorder(order), order=layout)
                                end = "le" if order == "<" else "be"
                                with open(f"{sys.argv[1]}/{name}-{i}-{end}-{layout}-{version[0]}.npy", "wb") as file:
                                    np.lib.format.write_array(file, y, version)
            """, folder);
        Assert.Equal(9 * 6 * 2 * 2 * 3, Directory.GetFiles(folder).Length);
        foreach (string file in Directory.GetFiles(folder))
        {
            string[] parts = Path.GetFileName(file).Split('-');
            Dtype dtype = Enum.GetValues<Dtype>().First(d => d.TorchName == parts[0]);
            Tensor expected = Forms(dtype)[int.Parse(parts[1])], loaded = Npy.Load(file);
            Assert.Equal(dtype, loaded.Dtype);
            Assert.Equal(expected.Shape, loaded.Shape);
            Assert.True(Torch.Equal(expected, loaded), file);
        }
    }

    static byte[] Bytes(string header, int bytes, byte major = 1, byte minor = 0) =>
        [0x93, .. "NUMPY"u8, major, minor,
            .. major == 1 ? BitConverter.GetBytes((ushort)header.Length) : BitConverter.GetBytes(header.Length),
            .. Encoding.UTF8.GetBytes(header), .. Enumerable.Range(0, bytes).Select(i => (byte)i)];

    [Theory]
    [InlineData("{'descr': '<i2', 'fortran_order': False, 'shape': (2,), }")]
    [InlineData("{\"shape\":(2,),\"fortran_order\":False,\"descr\":\"<i2\"}   \n")]
    [InlineData("{'descr': '=i2', 'fortran_order': True, 'shape': (2L,)}")]
    [InlineData(" { 'descr' : '<i2' , 'fortran_order' : False , 'shape' : ( 2 , 1 ) , } ")]
    public void Any_writing_of_a_header_is_read(string header)
    {
        File.WriteAllBytes(At(), Bytes(header, 4));
        Assert.Equal([0x100, 0x302], Npy.Load(At()).Reshape(2).ToArray<short>());
    }

    [Theory]
    [InlineData("{'descr': '<i2', 'fortran_order': False, 'shape': (2,), }", 3, "3 behind the header")]
    [InlineData("{'descr': '<i2', 'fortran_order': False, 'shape': (2,), }", 5, "5 behind the header")]
    [InlineData("{'descr': '<i2', 'fortran_order': False, 'shape': (-2,), }", 4, "a size should be")]
    [InlineData("{'descr': '<i2', 'fortran_order': False, 'shape': (2), }", 4, "comma")]
    [InlineData("{'descr': '<i2', 'fortran_order': False, 'shape': [2], }", 4, "'(' should be")]
    [InlineData("{'descr': '<i2', 'fortran_order': False, 'shape': (99999999999999999999,), }", 4, "a size should be")]
    [InlineData("{'descr': '<i2', 'fortran_order': False, 'shape': (4611686018427387904, 4611686018427387904, 0)}", 0, "no tensor can")]
    [InlineData("{'descr': '<i2', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1), }", 2, "no tensor can have")]
    [InlineData("{'descr': '<i2', 'fortran_order': False, 'shape': (1000000000000,), }", 4, "4 behind the header")]
    [InlineData("{'descr': '<i2', 'fortran_order': 0, 'shape': (2,), }", 4, "True or False")]
    [InlineData("{'descr': '<i2', 'fortran_order': False, }", 4, "it needs")]
    [InlineData("{'descr': '<i2', 'descr': '<i2', 'fortran_order': False, 'shape': (2,)}", 4, "there twice")]
    [InlineData("{'descr': '<i2', 'fortran_order': False, 'shape': (2,), 'more': 1}", 4, "unknown")]
    [InlineData("{'descr': '<i2', 'fortran_order': False, 'shape': (2,)} + 1", 4, "more behind it")]
    [InlineData("{'descr': '\\x3ci2', 'fortran_order': False, 'shape': (2,)}", 4, "escapes")]
    [InlineData("{'descr': __import__('os').system('touch x'), 'fortran_order': False, 'shape': (2,)}", 4, "a string should be")]
    [InlineData("", 4, "'{' should be")]
    [InlineData("{'descr': '<u2', 'fortran_order': False, 'shape': (2,)}", 4, "unsigned integers of 2 bytes")]
    [InlineData("{'descr': '<c8', 'fortran_order': False, 'shape': (2,)}", 16, "complex numbers of 8 bytes")]
    [InlineData("{'descr': '<f16', 'fortran_order': False, 'shape': (2,)}", 32, "floats of 16 bytes")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (2,)}", 4, "pickle")]
    [InlineData("{'descr': '<U3', 'fortran_order': False, 'shape': (2,)}", 24, "unicode text")]
    [InlineData("{'descr': '|S3', 'fortran_order': False, 'shape': (2,)}", 6, "text in bytes")]
    [InlineData("{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (2,)}", 16, "dates")]
    [InlineData("{'descr': '|V2', 'fortran_order': False, 'shape': (2,)}", 4, "bfloat16")]
    [InlineData("{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (2,)}", 8, "structured dtype is not supported: [('a', '<i4')]")]
    [InlineData("{'descr': '|i2', 'fortran_order': False, 'shape': (2,)}", 4, "'|i2'")]
    public void Other_headers_are_refused(string header, int bytes, string problem)
    {
        File.WriteAllBytes(At(), Bytes(header, bytes));
        var e = Assert.Throws<CheckpointFormatException>(() => Npy.Load(At()));
        Assert.Equal(At(), e.FilePath);
        Assert.Contains(problem, e.Message);
        Assert.Equal([At()], Directory.GetFiles(folder));
    }

    [Fact]
    public void Other_files_are_refused()
    {
        const string header = "{'descr': '<i2', 'fortran_order': False, 'shape': (2,), }";
        byte[] whole = Bytes(header, 4);
        foreach (byte[] bytes in new[] { Bytes(header, 4, major: 4), Bytes(header, 4, minor: 1), [.. "PK"u8, .. whole], new byte[100],
            [.. whole.AsSpan(0, 6), 2, 0, 255, 255, 255, 255, .. whole.AsSpan(10)] })
        {
            File.WriteAllBytes(At(), bytes);
            Assert.Throws<CheckpointFormatException>(() => Npy.Load(At()));
        }
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(At(), whole[..length]);
            Assert.Throws<CheckpointFormatException>(() => Npy.Load(At()));
        }
        Assert.Throws<FileNotFoundException>(() => Npy.Load(At("none")));
    }

    [Fact]
    public void Bytes_of_bools_become_0_and_1()
    {
        File.WriteAllBytes(At(), Bytes("{'descr': '|b1', 'fortran_order': False, 'shape': (5,), }", 5)); // 0, 1, 2, 3, 4
        Tensor loaded = Npy.Load(At());
        Assert.Equal([false, true, true, true, true], loaded.ToArray<bool>());
        Assert.Equal(4, loaded.Sum().Item<int>());
    }
}
