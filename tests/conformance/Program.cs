// dotnet run -c Release --project tests/conformance -- DIR [--op NAME ...] [--verbose] [--parity FILE]
//
// Runs PyTorch's samples in DIR (OP.json and OP.safetensors) against the public API, and exits with 1 when one fails.
using NativeTorch;
using NativeTorch.Conformance;
using NativeTorch.Conformance.Reporting;
using NativeTorch.Conformance.Workers;

if (args is ["--worker"])
    return Worker.Run();
if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}
var reports = Run.All(options);
if (reports.Count == 0)
    Console.Error.WriteLine($"there are no cases in {options.Directory}");
if (options.Parity is not null)
    Parity.Write(options.Parity, reports, Cuda.IsAvailable ? Run.All(options with { Device = "cuda", Parity = null }) : null);
Summary.Print(reports, options.Verbose, Console.Out);
return reports.Count > 0 && reports.All(r => r.Failed == 0) ? 0 : 1;
