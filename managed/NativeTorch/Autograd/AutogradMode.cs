using NativeTorch.Interop;

namespace NativeTorch;

/// <summary>What a flow of control does with the ops that it runs. The library keeps it per thread; here it belongs to the
/// execution context, so that it follows an <c>await</c> to another thread and does not stay behind on this one.</summary>
sealed class AutogradMode
{
    static readonly AutogradMode[] all = [new(0), new(1), new(2), new(3)];
    static readonly AsyncLocal<AutogradMode?> current = new(change => (change.CurrentValue ?? Default).Apply());

    readonly byte grad, inference;

    AutogradMode(int bits) => (grad, inference) = ((byte)(bits & 1), (byte)(bits >> 1));

    static AutogradMode Default => Of(grad: true, inference: false);

    /// <summary>The one object for each mode.</summary>
    public static AutogradMode Of(bool grad, bool inference) => all[(grad ? 1 : 0) + (inference ? 2 : 0)];

    /// <summary>What this thread does, whoever said so: a scope, or the library while it runs a backward.</summary>
    public static AutogradMode OfThread => Of(NativeMethods.nt_grad_enabled() != 0, NativeMethods.nt_inference_mode() != 0);

    /// <summary>What this flow of control was last set to; null where it never was.</summary>
    public static AutogradMode? OfFlow { get => current.Value; set => current.Value = value; }

    /// <summary>Whether this is inference mode.</summary>
    public bool IsInference => inference != 0;

    /// <summary>Sets this thread's mode and that of the flow.</summary>
    public void Enter()
    {
        OfFlow = this;
        Apply(); // the flow may have had this mode before, and the library changed the thread's
    }

    /// <summary>Sets this thread's mode.</summary>
    public void Apply()
    {
        NativeMethods.nt_set_grad_enabled(grad);
        NativeMethods.nt_set_inference_mode(inference);
    }
}

/// <summary>The modes around a function that the library calls: the thread's are the library's, so scopes that the function
/// leaves open, or opens and closes, change nothing behind it.</summary>
readonly struct CallbackModes
{
    readonly AutogradMode thread = AutogradMode.OfThread;
    readonly AutogradMode? flow = AutogradMode.OfFlow;

    public CallbackModes() { }

    public void Restore()
    {
        if (AutogradMode.OfFlow == flow)
            return;
        AutogradMode.OfFlow = flow;
        thread.Apply();
    }
}
