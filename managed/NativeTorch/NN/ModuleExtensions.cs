namespace NativeTorch.NN;

/// <summary>What a module does to itself and returns, with its own type: <c>var net = new Net().To(device).Eval();</c></summary>
public static class ModuleExtensions
{
    /// <summary>Switches to training mode (or, with <paramref name="mode"/> false, out of it). PyTorch: <c>Module.train</c>.</summary>
    public static T Train<T>(this T module, bool mode = true) where T : Module
    {
        module.SetTraining(mode);
        return module;
    }

    /// <summary>Switches to evaluation mode, where dropout does nothing. PyTorch: <c>Module.eval</c>.</summary>
    public static T Eval<T>(this T module) where T : Module => module.Train(false);

    /// <summary>Calls <paramref name="action"/> with every module within and with the module itself last. PyTorch: <c>Module.apply</c>.</summary>
    public static T Apply<T>(this T module, Action<Module> action) where T : Module
    {
        foreach (Module child in module.Children())
            child.Apply(action);
        action(module);
        return module;
    }

    /// <summary>A module of the same kind with parameters, buffers and modules of its own, of the same values. Gradients and hooks are
    /// not copied; what is no module, parameter or tensor is shared. PyTorch: <c>copy.deepcopy</c>.</summary>
    /// <exception cref="InvalidOperationException">A class within registers its fields by hand and has no CopyFields, or a parameter
    /// is computed, as by <see cref="Utils.WeightNorm"/>.</exception>
    public static T DeepCopy<T>(this T module) where T : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        T copy = new ModuleCopy().Of(module);
        var own = new HashSet<object>([.. module.Modules(), .. module.Parameters(), .. module.Buffers()], ReferenceEqualityComparer.Instance);
        foreach (Module part in copy.Modules())
            if (part.Children().Any(own.Contains) || part.Parameters(false).Any(own.Contains) || part.Buffers(false).Any(own.Contains))
                throw new InvalidOperationException($"A copy of {part.GetType()} shares its parts with the original: who writes "
                    + "RegisterFields by hand overrides CopyFields too.");
        return copy;
    }

    /// <summary>Says whether the parameters are trained. PyTorch: <c>Module.requires_grad_</c>.</summary>
    public static T RequiresGrad_<T>(this T module, bool requiresGrad = true) where T : Module
    {
        foreach (Parameter parameter in module.Parameters())
            parameter.RequiresGrad = requiresGrad;
        return module;
    }

    /// <summary>
    /// Moves parameters, their gradients and buffers to a device. The parameters stay the same objects, so an optimizer that was
    /// made before goes on with them. PyTorch: <c>Module.to</c>.
    /// </summary>
    public static T To<T>(this T module, Device device) where T : Module =>
        Convert(module, tensor => tensor.Device != device, tensor => tensor.To(device));

    /// <summary>Converts parameters, their gradients and buffers of a floating dtype to another one. PyTorch: <c>Module.to</c>.</summary>
    public static T To<T>(this T module, Dtype dtype) where T : Module =>
        Convert(module, tensor => tensor.Dtype != dtype && tensor.Dtype.IsFloatingPoint, tensor => tensor.To(dtype));

    /// <summary>Moves parameters, their gradients and buffers to a GPU. PyTorch: <c>Module.cuda</c>.</summary>
    public static T Cuda<T>(this T module, int index = 0) where T : Module => module.To(Device.Cuda(index));

    /// <summary>Moves parameters, their gradients and buffers to the CPU. PyTorch: <c>Module.cpu</c>.</summary>
    public static T Cpu<T>(this T module) where T : Module => module.To(Device.Cpu);

    static T Convert<T>(T module, Func<Tensor, bool> applies, Func<Tensor, Tensor> convert) where T : Module
    {
        using var noGrad = Torch.NoGrad();
        foreach (Tensor tensor in module.Parameters().Concat(module.Buffers()).Where(applies))
        {
            Tensor? grad = tensor.Grad;
            tensor.Grad = null;
            tensor.Data = convert(tensor);
            if (grad is not null)
                tensor.Grad = convert(grad);
        }
        return module;
    }
}
