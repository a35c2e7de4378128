using System.Runtime.InteropServices;

namespace NativeTorch.Interop;

/// <summary>One reference to a node of the graph.</summary>
sealed class NodeHandle : SafeHandle
{
    public NodeHandle(nint node) : base(0, ownsHandle: true) => SetHandle(node);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.nt_node_release(handle);
        return true;
    }
}
