#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// A net with one hidden layer, trained by SGD for a few steps: first of tensors, then of modules:
//   dotnet run -c Release managed/samples/seeds/one-hidden-layer.cs
using NativeTorch;
using NativeTorch.NN;
using NativeTorch.Optim;

bool cuda = Cuda.IsAvailable;
Console.WriteLine("Tensors:");
OfTensors();
Console.WriteLine("Modules:");
OfModules();

void OfTensors()
{
    // For reproducibility
    Torch.ManualSeed(1);

    // Load your tensors on GPU if available
    Device device = cuda ? Device.Cuda() : Device.Cpu;

    // Define a dataset of 10 samples and 10 features
    Tensor x = Torch.Randn(10, 10).To(device);
    Tensor y = Torch.Randn(10, 1).To(device);
    // Define some weights
    Tensor w1 = Torch.Randn(10, 5).To(device).RequiresGrad_();
    Tensor w2 = Torch.Randn(5, 1).To(device).RequiresGrad_();

    // The length of the step we perform during GD
    const double learningRate = 0.1;
    // MSE(Mean Squared Error Loss)
    var lossFn = new MSELoss();
    // Stochastic Gradient Descent Optimizer => w = w - lr * w.Grad
    var optimizer = new SGD([w1, w2], lr: learningRate);
    // Training Steps over full dataset
    for (int step = 0; step < 5; step++)
    {
        // Hidden Layer
        Tensor hidden = F.Sigmoid(x.Matmul(w1));
        // Model Output/ prediction
        Tensor pred = hidden.Matmul(w2);

        // From Loss, Update the weight to improve prediction
        Tensor loss = lossFn.Forward(pred, y);
        Console.WriteLine($"Loss {loss.Item<double>()} at step {step}");
        // Manually zero all previous gradients
        optimizer.ZeroGrad();
        // Calculate new gradients
        loss.Backward();
        // Apply new gradients
        optimizer.Step();
    }
}

void OfModules()
{
    // For reproducibility
    Torch.ManualSeed(1);

    // Define a dataset of 10 samples and 10 features
    Tensor x = Torch.Randn(10, 10);
    Tensor y = Torch.Randn(10, 1);

    if (cuda)
        (x, y) = (x.Cuda(), y.Cuda());

    // Use the NN namespace to define our model as a sequence of layers. Sequential
    // is a Module which contains other Modules, and applies them in sequence to
    // produce its output. Each Linear Module computes output from input using a
    // linear function, and holds internal Parameters for its weight and bias.
    var model = new Sequential(
        new Linear(10, 10),
        new ReLU(),
        new Linear(10, 1)
    );

    if (cuda)
        model.Cuda();

    // The length of the step we perform during GD
    const double learningRate = 0.1;

    // The NN namespace also contains definitions of popular loss functions; in this
    // case we will use Mean Squared Error (MSE) as our loss function.
    var lossFn = new MSELoss();
    if (cuda)
        lossFn.Cuda();

    // Stochastic Gradient Descent Optimizer => w = w - lr * w.Grad
    var optimizer = new SGD(model.Parameters(), lr: learningRate);
    // Training Steps over full dataset
    for (int step = 0; step < 5; step++)
    {
        // Forward pass: compute predicted y by passing x to the model: you pass
        // a Tensor of input data to the Module and it produces
        // a Tensor of output data.
        Tensor yPred = model.Forward(x);

        // From Loss, Update the weight to improve prediction
        Tensor loss = lossFn.Forward(yPred, y);
        if (cuda)
            loss = loss.Cpu();
        Console.WriteLine($"Loss {loss.Item<double>()} at step {step}");
        // Manually zero all previous gradients
        optimizer.ZeroGrad();
        // Backward pass: compute gradient of the loss with respect to all the learnable
        // parameters of the model. Internally, the parameters of each Module are stored
        // in Tensors that require a gradient, so this call will compute gradients for
        // all learnable parameters in the model.
        loss.Backward();
        // Apply new gradients
        optimizer.Step();
    }
}
