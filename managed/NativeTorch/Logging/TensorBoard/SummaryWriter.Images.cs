using NativeTorch.Data;

namespace NativeTorch.Logging;

public sealed partial class SummaryWriter
{
    /// <summary>Adds a picture.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="imgTensor">uint8 of 0 to 255, or any other dtype of 0 to 1, beyond which values are clamped: 1, 3 or 4
    /// channels.</param>
    /// <param name="globalStep">The step (default 0).</param>
    /// <param name="wallTime">The time of the event (default now).</param>
    /// <param name="dataformats">The order of the dimensions: "CHW" (default), "HWC", "HW", or another.</param>
    /// <remarks>PyTorch: <c>SummaryWriter.add_image</c>, which takes values beyond 0..1 modulo 256.</remarks>
    /// <exception cref="ShapeMismatchException">The tensor has other dimensions, or another number of channels.</exception>
    public void AddImage(string tag, Tensor imgTensor, long? globalStep = null, DateTimeOffset? wallTime = null, string dataformats = "CHW")
    {
        ArgumentNullException.ThrowIfNull(tag);
        Tensor image = LoggedPicture.From(imgTensor, dataformats);
        Shape shape = image.Shape;
        Add(globalStep, wallTime, SummaryMessage.Image(tag, shape[1], shape[2], shape[0], PngWriter.Encode(image)));
    }

    /// <summary>Adds several images as one picture, eight in a row.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="imgTensor">uint8 of 0 to 255, or any other dtype of 0 to 1: 1 or 3 channels.</param>
    /// <param name="globalStep">The step (default 0).</param>
    /// <param name="wallTime">The time of the event (default now).</param>
    /// <param name="dataformats">The order of the dimensions: "NCHW" (default), "NHWC", or another.</param>
    /// <remarks>PyTorch: <c>SummaryWriter.add_images</c>.</remarks>
    /// <exception cref="ShapeMismatchException">The tensor has other dimensions, or another number of channels.</exception>
    public void AddImages(string tag, Tensor imgTensor, long? globalStep = null, DateTimeOffset? wallTime = null,
        string dataformats = "NCHW") =>
        AddImage(tag, imgTensor, globalStep, wallTime, dataformats);
}
