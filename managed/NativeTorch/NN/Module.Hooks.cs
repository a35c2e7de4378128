namespace NativeTorch.NN;

public abstract partial class Module
{
    ModuleHooks? hooks;

    /// <summary>Whether this module's Forward goes through <see cref="WithHooks"/>. Every <see cref="Layer"/>'s does; a module that
    /// answers true here must see to it.</summary>
    protected virtual bool RunsHooks => false;

    /// <summary>Calls <paramref name="hook"/> with the input before the module runs; what it gives takes the input's place, null
    /// leaves it.</summary>
    /// <remarks>PyTorch: <c>Module.register_forward_pre_hook</c>.</remarks>
    /// <exception cref="UnsupportedOpException">The module has a Forward of its own that runs no hooks.</exception>
    public RemovableHandle RegisterForwardPreHook(Func<Module, Tensor, Tensor?> hook) => Hooks().Add(Hooks().Before, hook);

    /// <summary>Calls <paramref name="hook"/> with the input and the output when the module has run; what it gives takes the
    /// output's place, null leaves it.</summary>
    /// <remarks>PyTorch: <c>Module.register_forward_hook</c>.</remarks>
    /// <exception cref="UnsupportedOpException">The module has a Forward of its own that runs no hooks.</exception>
    public RemovableHandle RegisterForwardHook(Func<Module, Tensor, Tensor, Tensor?> hook) => Hooks().Add(Hooks().After, hook);

    /// <summary>Calls <paramref name="hook"/> with the gradients of the input and of the output when both are known; what it gives
    /// takes the place of the input's, null leaves it. Where the input needs no gradient, its gradient is null.</summary>
    /// <remarks>PyTorch: <c>Module.register_full_backward_hook</c>.</remarks>
    /// <exception cref="UnsupportedOpException">The module has a Forward of its own that runs no hooks.</exception>
    public RemovableHandle RegisterFullBackwardHook(Func<Module, Tensor?, Tensor, Tensor?> hook) => Hooks().Add(Hooks().Backward, hook);

    /// <summary>Runs <paramref name="forward"/> between this module's hooks: what a Forward of one's own calls, together with
    /// <see cref="RunsHooks"/>, so that hooks can be registered on the module.</summary>
    protected Tensor WithHooks(Tensor input, Func<Tensor, Tensor> forward) =>
        hooks is null ? forward(input) : hooks.Run(this, input, forward);

    internal bool HasHooks => hooks is { IsEmpty: false };

    internal bool CanBeHooked => RunsHooks;

    ModuleHooks Hooks() => RunsHooks ? hooks ??= new ModuleHooks()
        : throw new UnsupportedOpException($"[register_hook] {GetType().Name} has a Forward of its own that runs no hooks: derive it from "
            + $"{nameof(Layer)}, or call {nameof(WithHooks)} in it and override {nameof(RunsHooks)}");
}
