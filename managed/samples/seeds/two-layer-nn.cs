#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// A net with one hidden layer made of modules, whose parameters are updated by hand:
//   dotnet run -c Release managed/samples/seeds/two-layer-nn.cs
using NativeTorch;
using NativeTorch.NN;

// N is batch size; DIn is input dimension;
// H is hidden dimension; DOut is output dimension.
const long N = 64, DIn = 1000, H = 100, DOut = 10;

// Create random Tensors to hold inputs and outputs
Tensor x = Torch.Randn(N, DIn);
Tensor y = Torch.Randn(N, DOut);

// Use the NN namespace to define our model as a sequence of layers. Sequential
// is a Module which contains other Modules, and applies them in sequence to
// produce its output. Each Linear Module computes output from input using a
// linear function, and holds internal Tensors for its weight and bias.
var model = new Sequential(
    new Linear(DIn, H),
    new ReLU(),
    new Linear(H, DOut)
);

// The NN namespace also contains definitions of popular loss functions; in this
// case we will use Mean Squared Error (MSE) as our loss function.
var lossFn = new MSELoss(reduction: Reduction.Sum);

const double learningRate = 1e-4;
for (int t = 0; t < 500; t++)
{
    // Forward pass: compute predicted y by passing x to the model: you pass
    // a Tensor of input data to the Module and it produces
    // a Tensor of output data.
    Tensor yPred = model.Forward(x);

    // Compute and print loss. We pass Tensors containing the predicted and true
    // values of y, and the loss function returns a Tensor containing the
    // loss.
    Tensor loss = lossFn.Forward(yPred, y);
    if (t % 100 == 99)
        Console.WriteLine($"{t} {loss.Item<double>()}");

    // Zero the gradients before running the backward pass.
    model.ZeroGrad();

    // Backward pass: compute gradient of the loss with respect to all the learnable
    // parameters of the model. Internally, the parameters of each Module are stored
    // in Tensors that require a gradient, so this call will compute gradients for
    // all learnable parameters in the model.
    loss.Backward();

    // Update the weights using gradient descent. Each parameter is a Tensor, so
    // we can access its gradients like we did before. (The original says
    // param = param - learning_rate * param.grad, which gives a variable a new
    // value and leaves the parameter: its loss stays what it was.)
    using (Torch.NoGrad())
        foreach (Parameter param in model.Parameters())
            param.Sub_(learningRate * param.Grad);
}
