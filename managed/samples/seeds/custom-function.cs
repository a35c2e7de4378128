#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// A net with one hidden layer, whose ReLU is an autograd function of our own, trained by SGD:
//   dotnet run -c Release managed/samples/seeds/custom-function.cs
using NativeTorch;
using NativeTorch.NN;
using NativeTorch.Optim;

// For reproducibility
Torch.ManualSeed(1);

// A dataset of 10 samples and 10 features
Tensor x = Torch.Randn(10, 10);
Tensor y = Torch.Randn(10, 1);
// Some weights
Tensor w1 = Torch.Randn(10, 5).RequiresGrad_();
Tensor w2 = Torch.Randn(5, 1).RequiresGrad_();

// The length of the step we perform during gradient descent
const double learningRate = 0.1;
// Stochastic Gradient Descent: w = w - lr * w.Grad
var optimizer = new SGD([w1, w2], lr: learningRate);

// Training steps over the full dataset
for (int step = 0; step < 5; step++)
{
    // Our ReLU: an object for each use
    var relu = new MyReLU();
    Tensor hidden = relu.Apply(x.Matmul(w1));
    Tensor pred = hidden.Matmul(w2);

    Tensor loss = F.MseLoss(pred, y);
    Console.WriteLine($"Loss {loss.Item<float>()} at step {step}");

    optimizer.ZeroGrad();
    loss.Backward();
    optimizer.Step();
}

/// <summary>max(x, 0), with its gradient.</summary>
sealed class MyReLU : UnaryFunction
{
    /// <summary>Gets a tensor with the input and gives one with the output; what backward needs is saved.</summary>
    protected override Tensor Forward(FunctionContext context, Tensor input)
    {
        context.SaveForBackward(input);
        return input.Clamp(min: 0);
    }

    /// <summary>Gets the gradient of the loss for the output and gives that for the input.</summary>
    protected override Tensor Backward(FunctionContext context, Tensor gradOutput)
    {
        Tensor input = context.SavedTensors[0];
        Tensor gradInput = gradOutput.Clone();
        gradInput[input < 0] = 0;
        return gradInput;
    }
}
