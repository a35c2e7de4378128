namespace NativeTorch.Generators.Tests;

/// <summary>What is registered, and under which name.</summary>
public class RegistrationTests
{
    [Theory]
    [InlineData("readonly Linear conv1 = new(1, 1);", "Module conv1")]
    [InlineData("readonly Linear _conv1 = new(1, 1);", "Module conv1")]
    [InlineData("Linear inProj = null!;", "Module in_proj")]
    [InlineData("public Linear InProj { get; set; } = null!;", "Module in_proj")]
    [InlineData("Parameter weightIhL0 = null!;", "Parameter weight_ih_l0")]
    [InlineData("Parameter weight_ih_l0 = null!;", "Parameter weight_ih_l0")]
    [InlineData("Linear HTTPHead = null!;", "Module http_head")]
    [InlineData("Linear? maybe;", "Module maybe")]
    [InlineData("Linear @out = null!;", "Module out")]
    [InlineData("[Buffer] Tensor runningMean = null!;", "Buffer running_mean")]
    [InlineData("[Buffer(Persistent = false)] Tensor mask = null!;", "Buffer mask")]
    [InlineData("[field: Buffer] Tensor Mask { get; } = null!;", "Buffer mask")]
    [InlineData("[RegisterAs(\"downsample\")] Sequential down = null!;", "Module downsample")]
    [InlineData("ILayer activation = new ReLU();", "Any activation")]
    [InlineData("object anything = null!;", "Any anything")]
    [InlineData("Tensor plain = null!;", "Any plain")]
    [InlineData("Linear computed => null!;")]
    [InlineData("const int Size = 3; readonly string name = \"\"; readonly Func<Linear> factory = null!; long[] sizes = [];")]
    [InlineData("[NotRegistered] Linear teacher = null!;")]
    [InlineData("[NotRegistered] Linear[] teachers = null!;")]
    [InlineData("Linear a = null!, b = null!; ModuleList<Linear> list = [];", "Module a", "Module b", "Module list")]
    public void A_member_is_registered_under_PyTorchs_name(string member, params string[] expected)
    {
        var run = GeneratorRun.Of($"partial class Net : Module {{ {member} }}");
        Assert.Empty(run.Errors);
        Assert.Equal(expected, run.Registrations);
    }

    [Theory]
    [InlineData("class Net(ILayer inner) : Module { Tensor Forward(Tensor x) => inner.Forward(x); }", "Any inner")]
    [InlineData("class Net(Linear inner) : Module { Tensor Forward(Tensor x) { Func<Tensor> f = () => inner.Forward(x); return f(); } }", "Module inner")]
    [InlineData("class Net(Linear inner) : Module { readonly Linear fc = inner; }", "Module fc")]
    [InlineData("class Net(Linear inner) : Module { readonly Func<Tensor, Tensor> f = x => inner.Forward(x); }", "Module inner")]
    [InlineData("class Net(Linear inner) : Module { Tensor F(Linear inner) => inner.Forward(null!); }")]
    [InlineData("class Net(int size) : Module { readonly Linear fc = new(size, size); int Size => size; }", "Module fc")]
    public void A_parameter_that_the_class_keeps_is_registered(string source, params string[] expected)
    {
        var run = GeneratorRun.Of("partial " + source);
        Assert.Empty(run.Errors);
        Assert.Equal(expected, run.Registrations);
    }

    [Theory]
    [InlineData("namespace A.B { partial class Outer { partial struct Inner<T> { internal partial class Net<U> : Module where U : class { Linear fc = null!; } } } }")]
    [InlineData("partial class Net : Module; partial class Net { Linear fc = null!; }")]
    [InlineData("partial class Net : Module { Linear fc = null!; } partial class Net : IDisposable;")]
    [InlineData("partial class Net<T> : Module where T : Module { [NotRegistered] T? teacher; Linear fc = null!; }")]
    public void Classes_of_all_shapes_are_completed(string source)
    {
        var run = GeneratorRun.Of(source);
        Assert.Empty(run.Errors);
        Assert.Equal(["Module fc"], run.Registrations);
    }

    [Fact]
    public void A_derived_class_registers_what_its_base_does_first()
    {
        var run = GeneratorRun.Of("abstract partial class A : Module { Linear a = null!; } partial class B : A { Linear b = null!; } partial class C : Linear { public C() : base(1, 1) {} Linear c = null!; }");
        Assert.Empty(run.Errors);
        Assert.Equal(["Module a", "Module b", "Module c"], run.Registrations);
        Assert.Equal(2, run.Code.Split("base.RegisterFields(fields);").Length - 1);
    }

    [Fact]
    public void A_class_that_registers_by_hand_is_left_alone() =>
        Assert.Empty(GeneratorRun.Of("class Net : Module { protected override void RegisterFields(ModuleFields fields) => fields.Of(typeof(Net)); }").Errors);
}
