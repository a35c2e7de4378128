namespace NativeTorch.Data.Transforms;

/// <summary>What transforms are made of: functions of images (..., C, H, W), with nothing random in them. PyTorch:
/// <c>torchvision.transforms.functional</c>, on tensors.</summary>
/// <remarks>Images are uint8 from 0 to 255 or floating from 0 to 1. Leading dimensions are batches. Results never share changes
/// with the input unless they are views of it, which cropping gives.</remarks>
public static partial class TF;
