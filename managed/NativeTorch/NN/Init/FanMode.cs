namespace NativeTorch.NN;

/// <summary>Which of a layer's sizes keeps its scale in Kaiming's initialisers.</summary>
public enum FanMode
{
    /// <summary>Inputs: values keep their scale on the way forward.</summary>
    FanIn,

    /// <summary>Outputs: gradients keep their scale on the way back.</summary>
    FanOut,
}
