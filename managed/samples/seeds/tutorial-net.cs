#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// The net of the CIFAR-10 tutorial: how it is built, its parameters, a step of training, its gradients, how its layers are set:
//   dotnet run -c Release managed/samples/seeds/tutorial-net.cs
using NativeTorch;
using NativeTorch.NN;
using NativeTorch.Optim;

Torch.ManualSeed(0);
var net = new Net();
Console.WriteLine(net);

// Parameters of the network: a weight and a bias for each layer, weights first
IReadOnlyList<Parameter> parameters = net.Parameters();
Console.WriteLine($"{parameters.Count} parameters:");
foreach (var (name, parameter) in net.NamedParameters())
    Console.WriteLine($"  {name} {parameter.Shape}");

// Loss function
var criterion = new CrossEntropyLoss();

// An optimizer
var optimizer = new SGD(net.Parameters(), lr: 0.001, momentum: 0.9);

// Train the network; to(device) moves it to the GPU, where there is one
Device gpu0 = Cuda.IsAvailable ? Device.Cuda(0) : Device.Cpu;
net.To(gpu0);
net.Train();
Tensor inputs = Torch.Randn(4, 3, 32, 32), labels = Torch.RandInt(0, 10, [4]);
(inputs, labels) = (inputs.To(gpu0), labels.To(gpu0));
for (int step = 0; step < 3; step++)
{
    optimizer.ZeroGrad();
    // compute the loss
    Tensor outputs = net.Forward(inputs);
    Tensor loss = criterion.Forward(outputs, labels);
    // calculate the gradient
    loss.Backward();
    // apply one step of the optimizer
    optimizer.Step();
    Console.WriteLine($"step {step}: loss {loss.Item<double>():F4}");
}

// Looking at the gradient, either directly
Console.WriteLine(net.Conv1.Bias!.Grad);
// or through the parameters (here for the bias of the first layer)
int ii = 0;
foreach (Parameter x in net.Parameters())
{
    if (ii == 1)
        Console.WriteLine(x.Grad.Data);
    ii += 1;
}

// The values of a layer are set through its data, which shares the storage and has no history
net.Conv1.Bias.Data = Torch.Tensor([0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f], device: gpu0);
Console.WriteLine(net.Conv1.Bias);

// NoGrad: an update that the next backward does not see
Tensor w1 = Torch.Tensor([1f, 2f, 3f], requiresGrad: true);
const double learningRate = 0.1;
(w1 * w1).Sum().Backward();
using (Torch.NoGrad())
    w1 -= learningRate * w1.Grad;
Console.WriteLine(w1);
// ... as one through Data
w1.Data -= learningRate * w1.Grad;
Console.WriteLine(w1);

// Train vs eval
net.Eval();
Console.WriteLine($"training: {net.Training}");

sealed partial class Net : Module
{
    // 2d convolutional layer that takes 3 input images (3 colors), returns 6 images,
    // and applies a convolution kernel of size 5x5
    public Conv2d Conv1 { get; } = new(3, 6, 5);
    // max pooling layer which only keeps the max value in 2x2 squares (subsampling)
    readonly MaxPool2d pool = new(2, 2);
    readonly Conv2d conv2 = new(6, 16, 5);
    // bunch of linear layers (y = Wx + b)
    readonly Linear fc1 = new(16 * 5 * 5, 120);
    readonly Linear fc2 = new(120, 84);
    readonly Linear fc3 = new(84, 10);

    public Tensor Forward(Tensor x)
    {
        // apply the convolution kernel, the pointwise ReLU function, and max pooling
        x = pool.Forward(F.Relu(Conv1.Forward(x)));
        x = pool.Forward(F.Relu(conv2.Forward(x)));
        // change shape to go from multiple small images to one long vector
        x = x.View(-1, 16 * 5 * 5);
        x = F.Relu(fc1.Forward(x));
        x = F.Relu(fc2.Forward(x));
        x = fc3.Forward(x);
        return x;
    }
}
