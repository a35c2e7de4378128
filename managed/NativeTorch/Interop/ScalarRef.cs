namespace NativeTorch.Interop;

/// <summary>A number as a tensor operand for the length of one native call; it takes part in promotion as a plain number does.</summary>
readonly unsafe ref struct ScalarRef
{
    /// <summary>The handle to pass to the library.</summary>
    public readonly nint Handle;

    public ScalarRef(Scalar value)
    {
        nint handle;
        Native.Check(NativeMethods.nt_scalar_tensor(value.Native, &handle));
        Handle = handle;
    }

    public void Dispose() => NativeMethods.nt_tensor_release(Handle);
}
