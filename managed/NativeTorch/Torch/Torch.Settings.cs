using NativeTorch.Interop;

namespace NativeTorch;

public static unsafe partial class Torch
{
    /// <summary>Whether ops are recorded for gradients here.</summary>
    /// <remarks>PyTorch: <c>torch.is_grad_enabled</c>.</remarks>
    public static bool IsGradEnabled => NativeMethods.nt_grad_enabled() != 0;

    /// <summary>Records nothing until it is disposed: <c>using (Torch.NoGrad()) w -= lr * w.Grad;</c></summary>
    /// <remarks>PyTorch: <c>torch.no_grad</c>. It follows an <c>await</c> to another thread.</remarks>
    public static GradMode NoGrad() => new(false);

    /// <summary>Records again, inside of <see cref="NoGrad"/>, until it is disposed.</summary>
    /// <remarks>PyTorch: <c>torch.enable_grad</c>. It follows an <c>await</c> to another thread.</remarks>
    public static GradMode EnableGrad() => new(true);

    /// <summary>Records or not, until it is disposed.</summary>
    /// <remarks>PyTorch: <c>torch.set_grad_enabled</c>.</remarks>
    public static GradMode SetGradEnabled(bool enabled) => new(enabled);

    /// <summary>Records nothing until it is disposed, and makes tensors that never can be; see <see cref="NativeTorch.InferenceMode"/>.</summary>
    /// <remarks>PyTorch: <c>torch.inference_mode</c>.</remarks>
    public static InferenceMode InferenceMode(bool enabled = true) => new(enabled);

    /// <summary>Whether an <see cref="InferenceMode"/> is open here.</summary>
    /// <remarks>PyTorch: <c>torch.is_inference_mode_enabled</c>.</remarks>
    public static bool IsInferenceModeEnabled => NativeMethods.nt_inference_mode() != 0;

    /// <summary>The number of threads that one op may use.</summary>
    /// <remarks>PyTorch: <c>torch.get_num_threads</c>.</remarks>
    public static int GetNumThreads()
    {
        int count;
        Native.Check(NativeMethods.nt_get_num_threads(&count));
        return count;
    }

    /// <summary>Sets the number of threads that one op may use.</summary>
    /// <remarks>PyTorch: <c>torch.set_num_threads</c>.</remarks>
    /// <exception cref="ArgumentException">The number is not positive.</exception>
    public static void SetNumThreads(int count) => Native.Check(NativeMethods.nt_set_num_threads(count));

    /// <summary>The version of the native library.</summary>
    /// <remarks>PyTorch: <c>torch.__version__</c>.</remarks>
    public static string Version => Native.Text(NativeMethods.nt_version());

    /// <summary>What the native library was built with, and what it chose at start, in one line.</summary>
    /// <remarks>PyTorch: <c>torch.__config__.show</c>.</remarks>
    public static string BuildInfo => Native.Text(NativeMethods.nt_build_info());
}
