using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using NativeTorch.Interop;

namespace NativeTorch;

/// <summary>From creation to disposal every node of the graph remembers where its op was called, what goes wrong in a backward
/// is told with that place, and a gradient that is NaN is an <see cref="AutogradException"/>. It holds for all threads and makes
/// everything slow: it is for finding a fault.</summary>
/// <remarks>PyTorch: <c>torch.autograd.detect_anomaly</c>.</remarks>
public sealed unsafe class AnomalyMode : IDisposable
{
    const int MaxFrames = 8;
    bool disposed;

    internal AnomalyMode() => Native.Check(NativeMethods.nt_autograd_set_anomaly(1, &WritePlace));

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        if (!disposed)
            Native.Check(NativeMethods.nt_autograd_set_anomaly(0, null));
        disposed = true;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int WritePlace(byte* text, int capacity)
    {
        try
        {
            var room = new Span<byte>(text, capacity);
            string place = Place();
            while (!Encoding.UTF8.TryGetBytes(place, room, out int _))
                place = place[..(place.Length / 2)];
            return Encoding.UTF8.GetBytes(place, room);
        }
        catch (Exception)
        {
            return 0; // a place that cannot be told is no reason to fail
        }
    }

    /// <summary>The frames outside of this assembly, innermost first, as a stack trace prints them.</summary>
    static string Place()
    {
        string? here = typeof(AnomalyMode).Assembly.GetName().Name;
        IEnumerable<string> frames = new StackTrace(fNeedFileInfo: true).GetFrames()
            .Select(frame => (frame, Method: DiagnosticMethodInfo.Create(frame)))
            .Where(f => f.Method is not null && f.Method.DeclaringAssemblyName.Split(',')[0] != here)
            .Where(f => !f.Method!.DeclaringAssemblyName.StartsWith("System.Private.", StringComparison.Ordinal))
            .Take(MaxFrames)
            .Select(f => $"   at {f.Method!.DeclaringTypeName}.{f.Method.Name}{File(f.frame)}");
        return string.Join('\n', frames);
    }

    static string File(StackFrame frame) =>
        frame.GetFileName() is { } file ? $" in {file}:line {frame.GetFileLineNumber()}" : "";
}
