using NativeTorch.Benchmarks.Workloads.Training;

namespace NativeTorch.Benchmarks.Serving;

/// <summary>The start-up suite's program: computes one thing, prints it, and ends.</summary>
static class Once
{
    public static int Run(string operation)
    {
        Torch.ManualSeed(1);
        switch (operation)
        {
            case "add":
                Console.WriteLine((Torch.Randn(10, 10) + Torch.Randn(10, 10)).Sum().Item<double>());
                return 0;
            case "lenet":
                Console.WriteLine(ImageNets.LeNet(new() { ["batch"] = 64L })());
                return 0;
            default:
                return 2;
        }
    }
}
