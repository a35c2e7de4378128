using System.Reflection;
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
        EmitCall(il, overload.Method);
        il.Emit(OpCodes.Ret);
        return stub.CreateDelegate<Func<object?[], object?>>();
    }

    static void EmitCall(ILGenerator il, MethodBase method)
    {
        if (method is ConstructorInfo constructor)
        {
            il.Emit(OpCodes.Newobj, constructor);
            return;
        }
        var called = (MethodInfo)method;
        il.Emit(called.IsVirtual ? OpCodes.Callvirt : OpCodes.Call, called);
        if (called.ReturnType == typeof(void))
            il.Emit(OpCodes.Ldnull);
        else if (called.ReturnType.IsValueType)
            il.Emit(OpCodes.Box, called.ReturnType);
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
