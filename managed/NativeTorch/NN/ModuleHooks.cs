namespace NativeTorch.NN;

/// <summary>The hooks of one module, and how they run.</summary>
sealed class ModuleHooks
{
    /// <summary>Each list is replaced as a whole, so that a hook may remove itself while it runs.</summary>
    public Slot<Func<Module, Tensor, Tensor?>> Before { get; } = new();
    public Slot<Func<Module, Tensor, Tensor, Tensor?>> After { get; } = new();
    public Slot<Func<Module, Tensor?, Tensor, Tensor?>> Backward { get; } = new();

    public bool IsEmpty => Before.IsEmpty && After.IsEmpty && Backward.IsEmpty;

    public RemovableHandle Add<T>(Slot<T> slot, T hook) where T : class
    {
        ArgumentNullException.ThrowIfNull(hook);
        return slot.Add(hook);
    }

    public Tensor Run(Module module, Tensor input, Func<Tensor, Tensor> forward)
    {
        foreach (var hook in Before.Hooks)
            input = hook(module, input) ?? input;
        BackwardCall? call = Backward.Hooks.Length > 0 && Torch.IsGradEnabled ? new BackwardCall(module, Backward) : null;
        Tensor output = forward(call?.Enter(input) ?? input);
        foreach (var hook in After.Hooks)
            output = hook(module, input, output) ?? output;
        return call?.Leave(output) ?? output;
    }

    public sealed class Slot<T> where T : class
    {
        readonly Lock guard = new();
        (T Hook, object Key)[] all = [];

        public bool IsEmpty => all.Length == 0;

        public T[] Hooks => Array.ConvertAll(all, each => each.Hook);

        public RemovableHandle Add(T hook)
        {
            object key = new();
            lock (guard)
                all = [.. all, (hook, key)];
            return new RemovableHandle(() =>
            {
                lock (guard)
                    all = [.. all.Where(each => each.Key != key)];
            });
        }
    }

    /// <summary>One pass through a module with backward hooks: identities around it meet the gradients on their way.</summary>
    sealed class BackwardCall(Module module, Slot<Func<Module, Tensor?, Tensor, Tensor?>> hooks)
    {
        Tensor? gradOutput;
        bool meetsInput;

        public Tensor Enter(Tensor input)
        {
            meetsInput = input.RequiresGrad;
            return meetsInput ? new Meeting(MeetInput).Apply(input) : input;
        }

        public Tensor Leave(Tensor output) => output.RequiresGrad ? new Meeting(MeetOutput).Apply(output) : output;

        Tensor? MeetOutput(Tensor gradient)
        {
            gradOutput = gradient;
            if (!meetsInput)
                Call(null);
            return gradient;
        }

        Tensor? MeetInput(Tensor gradient) => Call(gradient);

        Tensor? Call(Tensor? gradInput)
        {
            Tensor gradOutput = Interlocked.Exchange(ref this.gradOutput, null)!;
            foreach (var hook in hooks.Hooks)
                gradInput = hook(module, gradInput, gradOutput) ?? gradInput;
            return gradInput;
        }
    }

    sealed class Meeting(Func<Tensor, Tensor?> meet) : UnaryFunction
    {
        protected override Tensor Forward(FunctionContext context, Tensor input) => input.Detach();
        protected override Tensor? Backward(FunctionContext context, Tensor gradOutput) => meet(gradOutput);
    }
}
