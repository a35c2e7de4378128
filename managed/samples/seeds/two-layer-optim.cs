#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// A net with one hidden layer made of modules, trained by an optimizer:
//   dotnet run -c Release managed/samples/seeds/two-layer-optim.cs
using NativeTorch;
using NativeTorch.NN;
using NativeTorch.Optim;

// N is batch size; DIn is input dimension;
// H is hidden dimension; DOut is output dimension.
const long N = 64, DIn = 1000, H = 100, DOut = 10;

// Create random Tensors to hold inputs and outputs
Tensor x = Torch.Randn(N, DIn);
Tensor y = Torch.Randn(N, DOut);

// Use the NN namespace to define our model and loss function.
var model = new Sequential(
    new Linear(DIn, H),
    new ReLU(),
    new Linear(H, DOut)
);
var lossFn = new MSELoss(reduction: Reduction.Sum);

// Use the Optim namespace to define an Optimizer that will update the weights of
// the model for us. Here we will use Adam; the namespace contains many other
// optimization algorithms. The first argument to the Adam constructor tells the
// optimizer which Tensors it should update.
const double learningRate = 1e-4;
var optimizer = new Adam(model.Parameters(), lr: learningRate);
for (int t = 0; t < 500; t++)
{
    // Forward pass: compute predicted y by passing x to the model.
    Tensor yPred = model.Forward(x);

    // Compute and print loss.
    Tensor loss = lossFn.Forward(yPred, y);
    if (t % 100 == 99)
        Console.WriteLine($"{t} {loss.Item<double>()}");

    // Before the backward pass, use the optimizer object to zero all of the
    // gradients for the variables it will update (which are the learnable
    // weights of the model). This is because by default, gradients are
    // accumulated in buffers (i.e, not overwritten) whenever Backward()
    // is called.
    optimizer.ZeroGrad();

    // Backward pass: compute gradient of the loss with respect to model
    // parameters
    loss.Backward();

    // Calling Step on an Optimizer makes an update to its
    // parameters
    optimizer.Step();
}
