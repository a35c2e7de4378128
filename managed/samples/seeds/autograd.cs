#!/usr/bin/env dotnet
#:project ../../NativeTorch/NativeTorch.csproj

// Autograd on simple operations, then one forward and backward step of a linear model with gradient descent by hand:
//   dotnet run -c Release managed/samples/seeds/autograd.cs
using NativeTorch;

SimpleOperations();
LinearModel();

static void SimpleOperations()
{
    // Create a tensor that needs a gradient
    Tensor x = Torch.Ones([2, 2], requiresGrad: true);
    Console.WriteLine($"x {x}");

    // Make an op
    Tensor y = x + 2;
    Console.WriteLine($"x + 2 = y, {y}\n");

    // y was created as a result of an operation, so it has a GradFn.
    Console.WriteLine($"y was created as a result of an operation, so we have {y.GradFn}\n");

    // More ops
    Tensor z = y * y * 3;
    Tensor output = z.Mean();

    Console.WriteLine($"y * y * 3 = z {z}\n mean(z), {output}");

    // Let's backprop now
    output.Backward();
    Console.WriteLine($"After backprop, x {x.Grad}");
}

static void LinearModel()
{
    // For reproducibility
    Torch.ManualSeed(1);
    // Define a dataset of 10 samples and 5 features
    Tensor x = Torch.Randn(10, 5);
    Tensor y = Torch.Randn(10, 1);
    // Define some weights
    Tensor w = Torch.Randn([5, 1], requiresGrad: true);

    // Get what the weights hold
    Console.WriteLine($"Dataset(sample) {x}\n Dataset(labels), {y}\n Type: {w.Data.Dtype}\n");
    // Get the weights' gradient
    Tensor? before = w.Grad;
    Console.WriteLine($"At the beginning w grad is {before?.ToString() ?? "null"}\n");

    // MSE(Mean Squared Error Loss)
    Tensor loss = Torch.Mean((y - x.Matmul(w)).Pow(2));

    // Calculate the gradients
    loss.Backward();
    Console.WriteLine($"After one forward step, w grad {w.Grad}"); // some gradients
    // Manually apply gradients - Gradient Descent Update
    w.Data -= 0.01 * w.Grad.Data;
    // Manually zero gradients after update
    w.Grad.Data.Zero_(); // Tensor of 5 x 1 of zeros
    Console.WriteLine($"w {w}, its grad {w.Grad}");
}
