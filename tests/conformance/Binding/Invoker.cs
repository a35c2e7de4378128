using System.Reflection.Emit;

namespace NativeTorch.Conformance.Binding;

/// <summary>Reflection cannot pass spans. A small stub per overload takes objects, arrays where the method takes spans, and
/// calls it.</summary>
static class Invoker
{
    public static Func<object?[], object?> Compile(Overload overload)
    {
        var stub = new DynamicMethod($"call_{overload.Method.Name}", typeof(object), [typeof(object[])], typeof(Invoker).Module, skipVisibility: true);
        ILGenerator il = stub.GetILGenerator();
        for (int i = 0; i < overload.Slots.Length; i++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldelem_Ref);
            Unpack(il, overload.Slots[i].Type);
        }
        il.Emit(overload.Method.IsVirtual ? OpCodes.Callvirt : OpCodes.Call, overload.Method);
        if (overload.Method.ReturnType == typeof(void))
            il.Emit(OpCodes.Ldnull);
        else if (overload.Method.ReturnType.IsValueType)
            il.Emit(OpCodes.Box, overload.Method.ReturnType);
        il.Emit(OpCodes.Ret);
        return stub.CreateDelegate<Func<object?[], object?>>();
    }

    static void Unpack(ILGenerator il, Type type)
    {
        if (type.IsByRefLike)
        {
            Type array = type.GetGenericArguments()[0].MakeArrayType();
            il.Emit(OpCodes.Castclass, array);
            il.Emit(OpCodes.Newobj, type.GetConstructor([array])!);
        }
        else
        {
            il.Emit(type.IsValueType ? OpCodes.Unbox_Any : OpCodes.Castclass, type);
        }
    }
}
