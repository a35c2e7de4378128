#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// A net with one hidden layer as a Module of our own:
//   dotnet run -c Release managed/samples/seeds/custom-module.cs
using NativeTorch;
using NativeTorch.NN;
using NativeTorch.Optim;

// N is batch size; DIn is input dimension;
// H is hidden dimension; DOut is output dimension.
const long N = 64, DIn = 1000, H = 100, DOut = 10;

// Create random Tensors to hold inputs and outputs
Tensor x = Torch.Randn(N, DIn);
Tensor y = Torch.Randn(N, DOut);

// Construct our model by instantiating the class defined below
var model = new TwoLayerNet(DIn, H, DOut);

// Construct our loss function and an Optimizer. The call to model.Parameters()
// in the SGD constructor will contain the learnable parameters of the two
// Linear modules which are members of the model.
var criterion = new MSELoss(reduction: Reduction.Sum);
var optimizer = new SGD(model.Parameters(), lr: 1e-4);
for (int t = 0; t < 500; t++)
{
    // Forward pass: Compute predicted y by passing x to the model
    Tensor yPred = model.Forward(x);

    // Compute and print loss
    Tensor loss = criterion.Forward(yPred, y);
    if (t % 100 == 99)
        Console.WriteLine($"{t} {loss.Item<double>()}");

    // Zero gradients, perform a backward pass, and update the weights.
    optimizer.ZeroGrad();
    loss.Backward();
    optimizer.Step();
}

/// <summary>Two Linear modules, which the fields hold.</summary>
sealed partial class TwoLayerNet(long dIn, long h, long dOut) : Module
{
    readonly Linear linear1 = new(dIn, h);
    readonly Linear linear2 = new(h, dOut);

    /// <summary>
    /// In the forward function we accept a Tensor of input data and we must return
    /// a Tensor of output data. We can use Modules defined in the fields as
    /// well as arbitrary operators on Tensors.
    /// </summary>
    public Tensor Forward(Tensor x)
    {
        Tensor hRelu = linear1.Forward(x).Clamp(min: 0);
        Tensor yPred = linear2.Forward(hRelu);
        return yPred;
    }
}
