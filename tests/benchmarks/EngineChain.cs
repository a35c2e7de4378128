using System.Diagnostics;
using System.Globalization;

namespace NativeTorch.Benchmarks;

/// <summary>What one node of the graph costs: a chain of <c>x = x * 1.0001</c>, built and run backward, in turns with PyTorch
/// in a process of its own.</summary>
static class EngineChain
{
    const int Nodes = 10_000, Warmups = 10, Rounds = 60;

    public static int Run(string? python)
    {
        Torch.SetNumThreads(1);
        using Peer? peer = python is null ? null : new Peer(python);
        List<(double Forward, double Backward)> ours = [], theirs = [];
        for (int round = -Warmups; round < Rounds; round++)
        {
            var mine = Round();
            var other = peer?.Round();
            if (round < 0)
                continue;
            ours.Add(mine);
            if (other is { } times)
                theirs.Add(times);
        }
        Console.WriteLine($"a chain of {Nodes} nodes, median of {Rounds} rounds, ns a node");
        Console.WriteLine($"{"",-22}{"forward",10}{"backward",10}{"both",10}");
        Print("NativeTorch", ours);
        if (peer is not null)
        {
            Print(peer.Name, theirs);
            Console.WriteLine($"{"ratio",-22}{Median(ours, t => t.Forward) / Median(theirs, t => t.Forward),10:0.00}"
                + $"{Median(ours, t => t.Backward) / Median(theirs, t => t.Backward),10:0.00}"
                + $"{Median(ours, t => t.Forward + t.Backward) / Median(theirs, t => t.Forward + t.Backward),10:0.00}");
        }
        return 0;
    }

    /// <summary>As PyTorch's loop: each intermediate result is let go when the next one is there.</summary>
    static (double Forward, double Backward) Round()
    {
        using Tensor leaf = Torch.Ones(1).RequiresGrad_();
        long start = Stopwatch.GetTimestamp();
        Tensor x = leaf * 1.0001;
        for (int i = 1; i < Nodes; i++)
        {
            Tensor next = x * 1.0001;
            x.Dispose();
            x = next;
        }
        long middle = Stopwatch.GetTimestamp();
        x.Backward();
        long end = Stopwatch.GetTimestamp();
        x.Dispose();
        return (Nanoseconds(start, middle), Nanoseconds(middle, end));
    }

    static double Nanoseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalNanoseconds / Nodes;

    static void Print(string name, List<(double Forward, double Backward)> times) => Console.WriteLine(
        $"{name,-22}{Median(times, t => t.Forward),10:0}{Median(times, t => t.Backward),10:0}{Median(times, t => t.Forward + t.Backward),10:0}");

    static double Median(List<(double Forward, double Backward)> times, Func<(double Forward, double Backward), double> of) =>
        times.Select(of).Order().ElementAt(times.Count / 2);

    sealed class Peer : IDisposable
    {
        readonly Process process;

        public Peer(string python)
        {
            string script = Path.Combine(AppContext.BaseDirectory, "peers", "engine_chain.py");
            var start = new ProcessStartInfo(python, [script, $"{Nodes}"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
            process = Process.Start(start)!;
            Name = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{python} has no PyTorch");
        }

        public string Name { get; }

        public (double Forward, double Backward) Round()
        {
            process.StandardInput.WriteLine();
            process.StandardInput.Flush();
            double[] times = [.. process.StandardOutput.ReadLine()!.Split(' ').Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
            return (times[0], times[1]);
        }

        public void Dispose()
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
