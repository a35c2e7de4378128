#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// Checks the gradient of the CIFAR-10 tutorial's net for the bias of its first convolution, by one-sided differences in
// single and in double precision: double agrees, single does not.
//   dotnet run -c Release managed/samples/seeds/gradient-check.cs
using NativeTorch;
using NativeTorch.NN;

foreach ((Dtype dtype, double step) in new[] { (Dtype.Float32, 1e-6), (Dtype.Float64, 1e-6) })
{
    Torch.ManualSeed(0);
    var net = new Net(dtype);
    Tensor image = Torch.Randn([4, 3, 32, 32], dtype), label = Torch.Tensor([3L, 8, 1, 5]);
    Tensor LossFor(Tensor bias) => F.CrossEntropy(net.Forward(image, bias), label);

    Tensor b = net.Conv1.Bias!.Detach().RequiresGrad_();
    Tensor loss = LossFor(b);
    loss.Backward();
    Console.WriteLine($"{dtype}:  bias  backward       difference     relative error");
    using (Torch.NoGrad())
        for (int i = 0; i < b.Numel; i++)
        {
            Tensor moved = b.Clone();
            moved[i] += step;
            double difference = (LossFor(moved).Item<double>() - loss.Item<double>()) / step, backward = b.Grad[i].Item<double>();
            Console.WriteLine($"{i,14}  {backward,-13:G6}  {difference,-13:G6}  {Math.Abs(difference - backward) / Math.Abs(backward):E1}");
        }
    try
    {
        Console.WriteLine($"GradCheck: {Autograd.GradCheck(LossFor, b)}");
    }
    catch (DtypeMismatchException e)
    {
        Console.WriteLine($"GradCheck: {e.Message}");
    }
}

/// <summary>The tutorial's net; the bias of its first layer is an argument.</summary>
sealed partial class Net(Dtype dtype) : Module
{
    public Conv2d Conv1 { get; } = new(3, 6, 5, dtype: dtype);
    readonly Conv2d conv2 = new(6, 16, 5, dtype: dtype);
    readonly Linear fc1 = new(16 * 5 * 5, 120, dtype: dtype), fc2 = new(120, 84, dtype: dtype), fc3 = new(84, 10, dtype: dtype);

    public Tensor Forward(Tensor x, Tensor bias)
    {
        x = F.MaxPool2d(F.Conv2d(x, Conv1.Weight, bias).Relu(), 2);
        x = F.MaxPool2d(conv2.Forward(x).Relu(), 2);
        x = x.View(-1, 16 * 5 * 5);
        return fc3.Forward(fc2.Forward(fc1.Forward(x).Relu()).Relu());
    }
}
