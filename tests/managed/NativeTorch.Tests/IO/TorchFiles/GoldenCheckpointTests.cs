using System.Text.Json;
using NativeTorch.IO;
using NativeTorch.NN;
using NativeTorch.Optim;

namespace NativeTorch.Tests.IO.TorchFiles;

/// <summary>Files that PyTorch wrote, as they lie in shared/golden/checkpoints.</summary>
public sealed class GoldenCheckpointTests
{
    static string File(string name) => Shared.Find("golden", "checkpoints", name);

    static JsonElement Expected(string name) =>
        JsonDocument.Parse(System.IO.File.ReadAllText(File("expected.json"))).RootElement.GetProperty(name);

    [SkippableTheory]
    [InlineData("tutorial_net.pt")]
    [InlineData("tutorial_net_legacy.pt")]
    public void A_modules_state_dict_is_read_in_both_forms(string name)
    {
        OrderedDictionary<string, Tensor> state = Torch.LoadStateDict(File(name));
        JsonProperty[] expected = [.. Expected("tutorial_net").EnumerateObject()];
        Assert.Equal(expected.Select(entry => entry.Name), state.Keys);
        foreach (JsonProperty entry in expected)
        {
            Tensor tensor = state[entry.Name];
            Assert.Equal(entry.Value.GetProperty("shape").EnumerateArray().Select(n => n.GetInt64()), tensor.Shape);
            Close.To([.. entry.Value.GetProperty("first").EnumerateArray().Select(n => n.GetDouble())], tensor.Reshape(-1)[..4]);
            Close.To([entry.Value.GetProperty("sum").GetDouble()], tensor.To(Dtype.Float64).Sum().Reshape(1), 1e-9);
            Assert.True(tensor is { IsLeaf: true, RequiresGrad: false });
        }
    }

    [SkippableFact]
    public void Dtypes_views_and_parameters_are_as_they_were()
    {
        CheckpointValue file = Torch.Load(File("dtypes_and_views.pt"));
        var dtypes = new Dictionary<string, Dtype>
        {
            ["view"] = Dtype.Float32, ["row"] = Dtype.Float32, ["f64"] = Dtype.Float64, ["f16"] = Dtype.Float16, ["bf16"] = Dtype.BFloat16,
            ["i64"] = Dtype.Int64, ["i32"] = Dtype.Int32, ["u8"] = Dtype.UInt8, ["bool"] = Dtype.Bool, ["scalar"] = Dtype.Float32,
            ["empty"] = Dtype.Float32, ["param"] = Dtype.Float32,
        };
        Assert.Equal(dtypes.Keys, file.Keys);
        foreach (JsonProperty entry in Expected("dtypes_and_views").EnumerateObject())
        {
            Tensor tensor = file[entry.Name].Get<Tensor>();
            Assert.Equal(dtypes[entry.Name], tensor.Dtype);
            Close.To([.. entry.Value.GetProperty("values").EnumerateArray().Select(n => n.GetDouble())],
                [.. entry.Value.GetProperty("shape").EnumerateArray().Select(n => n.GetInt64())], tensor);
        }
        (Tensor view, Tensor row) = (file["view"].Get<Tensor>(), file["row"].Get<Tensor>());
        Assert.Equal([1, 6], view.Strides);
        Assert.Equal((6, 0), (row.StorageOffset, view.StorageOffset));
        Assert.True(view.SharesStorageWith(row));
        Assert.False(view.SharesStorageWith(file["param"].Get<Tensor>()));
        row.Fill_(-1);
        Assert.Equal(-6, view[.., 1].Sum().Item<double>());
        Assert.True(file["param"].Get<Parameter>().RequiresGrad);
    }

    [SkippableFact]
    public void A_training_goes_on_from_PyTorchs_checkpoint()
    {
        CheckpointValue file = Torch.Load(File("training_checkpoint.pt"));
        Assert.Equal(7, file["epoch"].Get<int>());
        Assert.Equal(0.912, file["best"].Get<double>());
        Assert.Equal("résumé ✓", file["note"].Get<string>());
        Assert.Equal((3, 0.5), (file["history"].Count, file["history"][1].Get<double>()));
        Assert.Equal([1, 2], file["history"][2]["k"].Select(n => n.Get<long>()));
        OrderedDictionary<string, Tensor> state = file["model"].ToStateDict();
        Parameter[] parameters = [.. state.Values.Select(tensor => new Parameter(tensor.Clone()))];
        var adam = new Adam(parameters);
        adam.LoadStateDict(file["optimizer"].ToOptimizerState());
        Assert.Equal(1, adam.StateDict().State[9].Get<double>("step"));
        Assert.True(Torch.Equal(adam.StateDict().State[0].Get<Tensor>("exp_avg"), file["optimizer"]["state"][0]["exp_avg"].Get<Tensor>()));
        Assert.Equal(0.001, adam.ParameterGroups[0].Lr);
    }

    [SkippableFact]
    public void A_bit_that_flipped_in_a_tensor_is_found()
    {
        string path = File("tutorial_net.pt"), damaged = Path.GetTempFileName();
        try
        {
            byte[] bytes = System.IO.File.ReadAllBytes(path);
            bytes[bytes.Length / 2] ^= 4;
            System.IO.File.WriteAllBytes(damaged, bytes);
            var e = Assert.Throws<CheckpointFormatException>(() => Torch.Load(damaged));
            Assert.Equal(damaged, e.FilePath);
            Assert.Contains("checksum", e.Message);
        }
        finally
        {
            System.IO.File.Delete(damaged);
        }
    }

    /// <summary>Any end of the two forms is refused.</summary>
    [SkippableTheory]
    [InlineData("dtypes_and_views.pt", 7)]
    [InlineData("tutorial_net_legacy.pt", 3001)]
    public void A_file_that_is_cut_off_is_refused(string name, int step)
    {
        byte[] bytes = System.IO.File.ReadAllBytes(File(name));
        string cut = Path.GetTempFileName();
        try
        {
            for (int length = 0; length < bytes.Length; length += step)
            {
                System.IO.File.WriteAllBytes(cut, bytes[..length]);
                Assert.Throws<CheckpointFormatException>(() => Torch.Load(cut));
            }
        }
        finally
        {
            System.IO.File.Delete(cut);
        }
    }
}
