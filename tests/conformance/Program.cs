// dotnet run -c Release --project tests/conformance -- DIR [--op NAME ...] [--verbose] [--parity FILE]
// dotnet run -c Release --project tests/conformance -- golden DIR [--op NAME ...] [--verbose]
//
// The first runs PyTorch's samples of ops in DIR (OP.json and OP.safetensors) against the public API; the second its seeded draws,
// initialisers, modules, optimizers, schedulers and programs. Both exit with 1 when one fails.
using NativeTorch;
using NativeTorch.Conformance;
using NativeTorch.Conformance.Golden;
using NativeTorch.Conformance.Reporting;
using NativeTorch.Conformance.Workers;

if (args is ["--worker"])
    return Worker.Run();
if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}
var reports = options.Golden ? GoldenRun.All(options.Directory, options.Ops) : Run.All(options);
if (reports.Count == 0)
    Console.Error.WriteLine($"there are no cases in {options.Directory}");
if (options.Parity is not null)
    Parity.Write(options.Parity, reports, Cuda.IsAvailable ? Run.All(options with { Device = "cuda", Parity = null }) : null);
Summary.Print(reports, options.Verbose, Console.Out);
return reports.Count > 0 && reports.All(r => r.Failed == 0) ? 0 : 1;
