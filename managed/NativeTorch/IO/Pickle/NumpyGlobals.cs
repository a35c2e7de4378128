namespace NativeTorch.IO.Pickle;

/// <summary>What numpy's pickles name: arrays, dtypes and scalars.</summary>
static class NumpyGlobals
{
    public static PickleGlobals Table { get; } = Make();

    static PickleGlobals Make()
    {
        var table = new PickleGlobals();
        var arrayClass = new PickleFunction("numpy.ndarray", call => throw call.Wrong("is called, and only named by others"));
        table.AddValue("numpy", "ndarray", arrayClass);
        table.Add("numpy", "dtype", call => new NumpyDtype(call.Get<string>(0)));
        foreach (string module in new[] { "numpy.core", "numpy._core" }) // before and since numpy 2
        {
            table.Add($"{module}.multiarray", "_reconstruct", call => call.Get<PickleFunction>(0) == arrayClass ? new NumpyArray(call.Path)
                : throw call.Wrong($"is called for {PickleNames.Describe(call[0])}"));
            table.Add($"{module}.multiarray", "scalar", Scalar);
            table.Add($"{module}.numeric", "_frombuffer", call => NumpyArray.Of(call.Path, call.Integers(2), call.Get<NumpyDtype>(1),
                call.Get<byte[]>(0), isColumnMajor: call.Get<string>(3) == "F"));
        }
        return table;
    }

    /// <summary>A number of a dtype: a bool, long or double here.</summary>
    static object Scalar(PickleCall call)
    {
        byte[] bytes = NumpyArray.BytesOf(call[1]) ?? call.Get<byte[]>(1);
        using Tensor number = NumpyArray.Of(call.Path, [], call.Get<NumpyDtype>(0), bytes).ToTensor();
        return number.Dtype == Dtype.Bool ? number.Item<bool>()
            : number.Dtype.IsFloatingPoint ? number.Item<double>() : (object)number.Item<long>();
    }
}
