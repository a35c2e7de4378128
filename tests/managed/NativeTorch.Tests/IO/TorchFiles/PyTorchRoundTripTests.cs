using NativeTorch.IO;
using NativeTorch.IO.TorchFiles;
using NativeTorch.IO.Zip;
using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Tests.IO.TorchFiles;

/// <summary>Files go to PyTorch and back, and from PyTorch and back to it, and are the same.</summary>
public sealed class PyTorchRoundTripTests : IDisposable
{
    // Whether two values are the same to the last stride; and all that a checkpoint may hold.
    const string Python = """
        import collections, math, sys, torch

        def same(a, b):
            assert type(a) == type(b), (type(a), type(b))
            if torch.is_tensor(a):
                assert a.dtype == b.dtype and a.shape == b.shape and a.requires_grad == b.requires_grad, (a, b)
                assert a.numel() == 0 or a.stride() == b.stride(), (a.stride(), b.stride())
                assert torch.equal(a, b), (a, b)
            elif isinstance(a, dict):
                assert list(a) == list(b), (list(a), list(b))
                for key in a:
                    same(a[key], b[key])
            elif isinstance(a, (list, tuple)):
                assert len(a) == len(b)
                for x, y in zip(a, b):
                    same(x, y)
            else:
                assert a == b or (a != a and b != b), (a, b)

        def checkpoint():
            dtypes = ['bool', 'uint8', 'int8', 'int16', 'int32', 'int64', 'float16', 'bfloat16', 'float32', 'float64']
            values = collections.OrderedDict()
            for name in dtypes:
                numbers = torch.arange(24).reshape(2, 3, 4).to(getattr(torch, name))
                values[name] = {'all': numbers, 'view': numbers.permute(2, 0, 1), 'slice': numbers[1], 'step': numbers[:, :, 1::2],
                    'scalar': numbers[1, 2, 3], 'empty': numbers[:, :0], 'expanded': numbers[0, 0, :1].expand(3, 1)}
            parameter = torch.nn.Parameter(torch.linspace(-1, 1, 6).reshape(2, 3))
            values['parameter'] = parameter
            values['tied'] = parameter
            values['frozen'] = torch.nn.Parameter(torch.ones(2), requires_grad=False)
            values['leaf'] = torch.ones(2, requires_grad=True)
            values['grün ☃ \U0001f600'] = [None, True, False, 0, -1, 255, 256, 65536, -2**31, 2**31,
                -2**63, 2**63, 10**30, 0.1, math.inf, math.nan]
            values['nested'] = {'a': [(), (1,), (1, 'x', [2.5, {'b': None}])], 'empty': [{}, []], 5: 'five', -1: 'minus'}
            return values
        """;

    readonly string folder = Directory.CreateTempSubdirectory("torch-round-trip").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string At(string name) => Path.Combine(folder, name);

    static Dictionary<string, object?> Views(Dtype dtype)
    {
        Tensor numbers = Torch.Arange(24).Reshape(2, 3, 4).To(dtype);
        return new()
        {
            ["all"] = numbers, ["view"] = numbers.Permute(2, 0, 1), ["slice"] = numbers[1], ["step"] = numbers.Slice(2, 1, null, 2),
            ["scalar"] = numbers[1, 2, 3], ["empty"] = numbers[.., ..0], ["expanded"] = numbers[0, 0, ..1].Expand(3, 1),
        };
    }

    [SkippableFact]
    public void What_is_saved_here_is_read_by_PyTorch_and_comes_back()
    {
        var values = new OrderedDictionary<string, object?>();
        foreach (Dtype dtype in Enum.GetValues<Dtype>())
            values[dtype.TorchName] = Views(dtype);
        var parameter = new Parameter(Torch.Linspace(-1, 1, 6).Reshape(2, 3));
        values["parameter"] = parameter;
        values["tied"] = parameter;
        values["frozen"] = new Parameter(Torch.Ones(2), requiresGrad: false);
        values["leaf"] = Torch.Ones([2], requiresGrad: true);
        values["grün ☃ \U0001f600"] = new object?[]
        {
            null, true, false, 0, -1, 255, 256, 65536, int.MinValue, 1L << 31, long.MinValue, 1UL << 63,
            System.Numerics.BigInteger.Pow(10, 30), 0.1,
            double.PositiveInfinity, double.NaN,
        };
        values["nested"] = new Dictionary<object, object?>
        {
            ["a"] = new object[] { ValueTuple.Create(), ValueTuple.Create(1),
                (1, "x", new object[] { 2.5, new Dictionary<string, object?> { ["b"] = null } }) },
            ["empty"] = new object[] { new Dictionary<string, int>(), Array.Empty<int>() }, [5] = "five", [-1L] = "minus",
        };
        Torch.Save(values, At("here.pt"));
        TorchPython.Run("torch", Python + """

            here, back = sys.argv[1:]
            expected = dict(checkpoint())
            found = torch.load(here)
            same(expected, found)
            for name in ('bool', 'float64'):
                all = found[name]['all']
                assert found[name]['view'].data_ptr() == all.data_ptr()
                assert found[name]['slice'].data_ptr() == all.data_ptr() + 12 * all.element_size()
            assert found['tied'] is found['parameter']
            torch.save(found, back)
            """, At("here.pt"), At("back.pt"));
        CheckpointValue back = Torch.Load(At("back.pt"));
        foreach (Dtype dtype in Enum.GetValues<Dtype>())
            foreach ((string name, object? value) in Views(dtype))
            {
                (Tensor expected, Tensor found) = ((Tensor)value!, back[dtype.TorchName][name].Get<Tensor>());
                Assert.Equal((expected.Dtype, expected.Shape), (found.Dtype, found.Shape));
                Assert.True(Torch.Equal(expected, found), $"{dtype} {name}");
                Assert.True(expected.Numel == 0 || found.SharesStorageWith(back[dtype.TorchName]["all"].Get<Tensor>()));
            }
        Assert.Same(back["tied"].Get<Tensor>(), back["parameter"].Get<Parameter>());
        Assert.Equal(["a", "empty", 5L, -1L], back["nested"].Keys);
        Assert.Equal(System.Numerics.BigInteger.Pow(10, 30), back["grün ☃ \U0001f600"][12].Get<System.Numerics.BigInteger>());
    }

    /// <summary>Both forms, and several protocols of pickles.</summary>
    [SkippableFact]
    public void What_PyTorch_saved_goes_back_as_it_was()
    {
        TorchPython.Run("torch", Python + """

            for i, options in enumerate([{}, {'pickle_protocol': 4}, {'_use_new_zipfile_serialization': False},
                                         {'_use_new_zipfile_serialization': False, 'pickle_protocol': 3}]):
                torch.save(checkpoint(), f'{sys.argv[1]}{i}', **options)
            """, At("there"));
        for (int i = 0; i < 4; i++)
        {
            CheckpointValue there = Torch.Load(At($"there{i}"));
            Assert.Equal([1, 12, 4], there["float16"]["view"].Get<Tensor>().Strides);
            Torch.Save(there, At($"back{i}"));
        }
        TorchPython.Run("torch", Python + """

            for i in range(4):
                found = torch.load(f'{sys.argv[1]}{i}')
                same(checkpoint(), found)
                assert found['tied'] is found['parameter']
                assert found['int8']['view'].data_ptr() == found['int8']['all'].data_ptr()
            """, At("back"));
    }

    [SkippableFact]
    public void State_dicts_go_into_PyTorchs_modules_optimizers_and_schedulers()
    {
        // A bias before a norm has no gradient but rounding errors, which Adam makes steps of.
        var net = new Sequential(new Linear(3, 4, bias: false), new BatchNorm1d(4), new Linear(4, 2));
        using (Torch.NoGrad())
            foreach (Parameter parameter in net.Parameters())
                parameter.Copy_(Torch.Linspace(-1, 0.7, parameter.Numel).Cos().Reshape(parameter.Shape));
        var optimizer = new Adam(net.Parameters(), lr: 0.05, betas: (0.8, 0.99), weightDecay: 0.1);
        var scheduler = new StepLR(optimizer, stepSize: 2, gamma: 0.5);
        Tensor x = Torch.Linspace(-1, 1, 15).Reshape(5, 3);
        void Step()
        {
            optimizer.ZeroGrad();
            net.Forward(x).Square().Sum().Backward();
            optimizer.Step();
            scheduler.Step();
        }
        for (int i = 0; i < 3; i++)
            Step();
        Torch.Save(new Dictionary<string, object?> { ["optimizer"] = optimizer.StateDict(), ["scheduler"] = scheduler.StateDict() },
            At("here.pt"));
        Torch.Save(net.StateDict(), At("model.pt"));
        TorchPython.Run("torch", """
            import sys, torch
            c = torch.load(sys.argv[1])
            net = torch.nn.Sequential(torch.nn.Linear(3, 4, bias=False), torch.nn.BatchNorm1d(4), torch.nn.Linear(4, 2))
            net.load_state_dict(torch.load(sys.argv[3], weights_only=True))
            optimizer = torch.optim.Adam(net.parameters())
            scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1)
            optimizer.load_state_dict(c['optimizer'])
            scheduler.load_state_dict(c['scheduler'])
            x = torch.linspace(-1, 1, 15).reshape(5, 3)
            for _ in range(3):
                optimizer.zero_grad()
                net(x).square().sum().backward()
                optimizer.step()
                scheduler.step()
            torch.save({'model': net.state_dict(), 'optimizer': optimizer.state_dict(), 'scheduler': scheduler.state_dict()}, sys.argv[2])
            """, At("here.pt"), At("there.pt"), At("model.pt"));
        for (int i = 0; i < 3; i++)
            Step();
        CheckpointValue there = Torch.Load(At("there.pt"));
        OrderedDictionary<string, Tensor> model = there["model"].ToStateDict();
        Assert.Equal(net.StateDict().Keys, model.Keys);
        foreach ((string name, Tensor tensor) in net.StateDict())
            Close.To(tensor.To(Dtype.Float64).Reshape(-1).ToArray<double>(), model[name].Reshape(-1), 2e-5);
        optimizer.LoadStateDict(there["optimizer"].ToOptimizerState());
        scheduler.LoadStateDict(there["scheduler"].ToStateDictionary());
        Assert.Equal((6, 0.05 / 8), (scheduler.LastEpoch, optimizer.ParameterGroups[0].Lr));
        Assert.Equal(6, optimizer.StateDict().State[0].Get<double>("step"));
    }

    /// <summary>The fields that files of more than 4 GiB have, in a small one.</summary>
    [SkippableFact]
    public void PyTorch_reads_the_fields_of_zip64()
    {
        (byte[] pickle, IReadOnlyList<SavedStorage> storages) = TorchPickleWriter.WriteAll(Torch.Arange(6).Reshape(2, 3));
        using (var file = new FileStream(At("64.pt"), FileMode.Create, FileAccess.ReadWrite))
        {
            var archive = new ZipWriter(file, zip64From: 0);
            archive.Write("archive/data.pkl", pickle.Length, stream => stream.Write(pickle));
            archive.Write("archive/data/0", 48, Assert.Single(storages).Write);
            archive.Write("archive/version", 2, stream => stream.Write("3\n"u8));
            archive.Finish();
        }
        Assert.Equal("[[0, 1, 2], [3, 4, 5]]", TorchPython.Run("torch", "import sys, torch; print(torch.load(sys.argv[1]).tolist())",
            At("64.pt")).Trim());
        Assert.Equal(5, Torch.Load(At("64.pt")).Get<Tensor>()[1, 2].Item<long>());
    }

    /// <summary>What PyTorch writes and we cannot hold is refused by its name.</summary>
    [SkippableFact]
    public void What_cannot_be_held_here_is_refused_by_its_name()
    {
        (string Save, string Name, string Hint)[] cases =
        [
            ("torch.save(torch.nn.Linear(2, 2), path)", "torch.nn.modules.linear.Linear", "state_dict()"),
            ("torch.save(torch.nn.Linear(2, 2), path, _use_new_zipfile_serialization=False)", "torch.nn.modules.linear.Linear",
                "state_dict()"),
            ("torch.jit.save(torch.jit.script(torch.nn.Linear(2, 2)), path)", "TorchScript", "torch.jit.load"),
            ("torch.save({'z': torch.ones(2, dtype=torch.complex64)}, path)", "ComplexFloatStorage", "not supported"),
            ("torch.save(torch.eye(2).to_sparse(), path)", "sparse", "not supported"),
            ("torch.save(torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8), path)", "QInt8Storage", "not supported"),
            ("torch.save(torch.empty(2, device='meta'), path)", "meta", "not supported"),
            ("torch.save({'t': torch.float32, 'c': torch.complex64}, path)", "complex64", "not supported"),
            ("torch.save({'f': torch.FloatStorage}, path)", "FloatStorage", "not supported"),
            ("torch.save({'o': object()}, path)", "object", "not allowed"),
        ];
        TorchPython.Run("torch", "import sys, torch\n"
            + string.Concat(cases.Select((one, i) => $"path = sys.argv[1] + '{i}'\n{one.Save}\n")), At("there"));
        foreach ((int i, var (_, name, hint)) in cases.Index())
        {
            var e = Assert.ThrowsAny<CheckpointFormatException>(() => Torch.Load(At($"there{i}")));
            Assert.Contains(name, e.Message);
            Assert.Contains(hint, e.Message);
            Assert.StartsWith(At($"there{i}"), e.Message);
        }
    }

    [SkippableFact]
    public void Storages_and_numpy_values_come_as_tensors_and_numbers()
    {
        TorchPython.Run("torch,numpy", """
            import sys, torch, numpy
            torch.save({'storage': torch.arange(3).storage(), 'untyped': torch.ones(1).storage().untyped(),
                        'array': numpy.asfortranarray([[1, 2.5], [3, 4]]),
                        'scalars': [numpy.float64(0.5), numpy.int32(-3), numpy.bool_(True)], 'size': torch.Size([2, 3])}, sys.argv[1])
            """, At("there.pt"));
        CheckpointValue file = Torch.Load(At("there.pt"));
        Assert.Equal([0L, 1, 2], file["storage"].Get<Tensor>().ToArray<long>());
        Assert.Equal([0, 0, 0x80, 0x3f], file["untyped"].Get<Tensor>().ToArray<byte>());
        Assert.Equal(2.5, file["array"].Get<Tensor>()[0, 1].Item<double>());
        Assert.Equal((0.5, -3, true), (file["scalars"][0].Get<double>(), file["scalars"][1].Get<int>(), file["scalars"][2].Get<bool>()));
        Assert.Equal([2, 3], file["size"].Select(n => n.Get<int>()));
    }
}
