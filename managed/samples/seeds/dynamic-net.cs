#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// Control flow and weight sharing: a net that chooses how often it uses its middle layer in each forward pass:
//   dotnet run -c Release managed/samples/seeds/dynamic-net.cs
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
var model = new DynamicNet(DIn, H, DOut);

// Construct our loss function and an Optimizer. Training this strange model with
// vanilla stochastic gradient descent is tough, so we use momentum
var criterion = new MSELoss(reduction: Reduction.Sum);
var optimizer = new SGD(model.Parameters(), lr: 1e-4, momentum: 0.9);
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

/// <summary>Three Linear instances that we will use in the forward pass.</summary>
sealed partial class DynamicNet(long dIn, long h, long dOut) : Module
{
    readonly Linear inputLinear = new(dIn, h);
    readonly Linear middleLinear = new(h, h);
    readonly Linear outputLinear = new(h, dOut);

    /// <summary>
    /// For the forward pass of the model, we randomly choose either 0, 1, 2, or 3
    /// and reuse the middle Module that many times to compute hidden layer
    /// representations.
    ///
    /// Since each forward pass builds a dynamic computation graph, we can use normal
    /// C# control-flow operators like loops or conditional statements when
    /// defining the forward pass of the model.
    ///
    /// Here we also see that it is perfectly safe to reuse the same Module many
    /// times when defining a computational graph.
    /// </summary>
    public Tensor Forward(Tensor x)
    {
        Tensor hRelu = inputLinear.Forward(x).Clamp(min: 0);
        for (int i = Random.Shared.Next(0, 4); i > 0; i--)
            hRelu = middleLinear.Forward(hRelu).Clamp(min: 0);
        Tensor yPred = outputLinear.Forward(hRelu);
        return yPred;
    }
}
