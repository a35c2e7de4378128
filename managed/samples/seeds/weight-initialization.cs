#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// The ways to initialise weights: of a tensor, of all modules of a kind, and in a module's constructor:
//   dotnet run -c Release managed/samples/seeds/weight-initialization.cs
using NativeTorch;
using NativeTorch.NN;

Torch.ManualSeed(1);

//// 3 ways to perform direct weights init ////

// New way with the Init class
Tensor w = Torch.Empty(3, 5);
Init.Normal_(w);
Console.WriteLine(w);

// Works for Parameters also
var w2 = new Parameter(w);
Init.Normal_(w2);
Console.WriteLine(w2);

// Old styled direct access to the tensor's data
w2.Data.Normal_();
Console.WriteLine(w2);

//// Weights init for modules ////

// Example for some modules
static void WeightsInit(Module m)
{
    string className = m.GetType().Name;
    Console.WriteLine(className);
    if (m is Conv2d conv)
    {
        Console.WriteLine("Conv init");
        conv.Weight.Data.Normal_(0.0, 0.02);
    }
    else if (m is BatchNorm2d norm)
    {
        Console.WriteLine("Batch init");
        norm.Weight!.Data.Normal_(1.0, 0.02);
        norm.Bias!.Data.Fill_(0);
    }
}

var model = new MyModel();
model.Apply(WeightsInit);

/// <summary>A loop over its modules, with direct access: the init takes place in the constructor.</summary>
sealed partial class MyModel : Module
{
    readonly Conv2d conv = new(3, 8, 3);
    readonly BatchNorm2d norm = new(8);
    readonly Linear linear = new(8, 2);

    public MyModel()
    {
        foreach (Module m in Modules())
            if (m is Conv2d conv)
            {
                long n = conv.KernelSize[0] * conv.KernelSize[1] * conv.OutChannels;
                conv.Weight.Data.Normal_(0, Math.Sqrt(2.0 / n));
            }
            else if (m is BatchNorm2d norm)
            {
                norm.Weight!.Data.Fill_(1);
                norm.Bias!.Data.Zero_();
            }
            else if (m is Linear linear)
                linear.Bias!.Data.Zero_();
    }

    public Tensor Forward(Tensor x) => linear.Forward(norm.Forward(conv.Forward(x)).Relu().Mean([2, 3]));
}
