using NativeTorch.Benchmarks.Protocol;
using NativeTorch.Benchmarks.Workloads;

namespace NativeTorch.Benchmarks.Serving;

/// <summary>NativeTorch's side of the protocol: requests come in as lines, replies go out as lines.</summary>
static class Server
{
    public static int Run()
    {
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        // What `import torch` has done too: the libraries are loaded before the baseline of memory is taken.
        Torch.ManualSeed(0);
        var session = new Session();
        while (Console.In.ReadLine() is { } line)
        {
            var request = Lines.Read<Request>(line);
            if (request.Do == "quit")
                break;
            output.WriteLine(Lines.Write(session.Answer(request)));
        }
        return 0;
    }

    /// <summary>One case at a time.</summary>
    sealed class Session
    {
        Clock? clock;
        long baseline;

        public object Answer(Request request)
        {
            try
            {
                return request.Do switch
                {
                    "describe" => Describe(),
                    "prepare" => Prepare(request),
                    "sample" => new Sampled(clock!.Measure(request.Repeat ?? 1, request.Warm ?? 0)),
                    "memory" => new MemoryUse(baseline, ProcessMemory.Peak()),
                    var other => new Prepared(Error: $"no request {other}"),
                };
            }
            catch (Exception e)
            {
                Console.Error.WriteLine(e);
                return new Prepared(Error: $"{e.GetType().Name}: {e.Message}");
            }
        }

        static Description Describe() => new("NativeTorch", typeof(Torch).Assembly.GetName().Version!.ToString(3), "cpu", new()
        {
            ["scope"] = ["no Dispose", "scope"],
            ["batches"] = ["no Dispose", "using"],
            ["dispose"] = ["no Dispose", "using", "scope"],
            ["opening"] = ["SafetensorsFile"],
            ["reading"] = ["Safetensors.Load", "plain read"],
            ["summing"] = ["mapped", "read"],
        });

        Prepared Prepare(Request request)
        {
            if (!Catalog.Workloads.TryGetValue(request.Op!, out var make))
                return new(Unsupported: $"no operation {request.Op}");
            clock?.Dispose();
            clock = null;
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Torch.SetNumThreads(request.Threads ?? 1);
            Torch.ManualSeed(request.Seed ?? 0);
            baseline = ProcessMemory.ResetPeak();
            Workload workload = make(request.Params!, request.Variant ?? "");
            var check = workload.Check();
            clock = new Clock(workload);
            return new(check);
        }
    }
}
