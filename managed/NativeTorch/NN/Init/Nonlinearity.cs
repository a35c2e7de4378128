namespace NativeTorch.NN;

/// <summary>The function behind a layer, whose gain Kaiming's initialisers make up for.</summary>
public enum Nonlinearity
{
    /// <summary>None; gain 1.</summary>
    Linear,

    /// <summary>Gain 1.</summary>
    Sigmoid,

    /// <summary>Gain 5/3.</summary>
    Tanh,

    /// <summary>Gain sqrt(2).</summary>
    ReLU,

    /// <summary>Gain sqrt(2 / (1 + slope^2)).</summary>
    LeakyReLU,

    /// <summary>Gain 3/4.</summary>
    SELU,
}
