using NativeTorch.Data.Transforms;

namespace NativeTorch.Tests.Data.Transforms;

/// <summary>A transform as torchvision's Python has it and as it is here.</summary>
/// <param name="Python">The expression in tests/golden/make_transforms.py.</param>
/// <param name="Make">The same here.</param>
/// <param name="ByteSlack">How far uint8 may be off, where floating sums that end near a half are rounded.</param>
/// <param name="FloatSlack">How far floating values may be off: more than 1e-6 where places between pixels are found in float32, and
/// where the hue of pixels that are almost gray shows the last bit of a mean.</param>
/// <param name="MayDiffer">The part of the pixels that may be anything, where nearest pixels lie at a tie.</param>
sealed record TransformRow(string Python, Func<ITransform> Make, int ByteSlack = 0, double FloatSlack = 1e-6, double MayDiffer = 0)
{
    public static TransformRow Of(string python) =>
        All.FirstOrDefault(row => row.Python == python) ?? throw new InvalidOperationException($"no row for {python}");

    public static TransformRow[] All { get; } =
    [
        new("Lambda(lambda x: ToTensor()(x.permute(1, 2, 0).numpy()))", () => new ToTensor()),
        new("Normalize(mean=(0.5, 0.4, 0.3), std=(0.2, 0.3, 0.4))", () => new Normalize([0.5, 0.4, 0.3], [0.2, 0.3, 0.4])),
        new("Normalize(mean=(0.5,), std=(0.25,))", () => new Normalize(0.5, 0.25)),
        new("ConvertImageDtype(torch.float32)", () => new ConvertImageDtype(Dtype.Float32)),
        new("ConvertImageDtype(torch.float64)", () => new ConvertImageDtype(Dtype.Float64)),
        new("ConvertImageDtype(torch.uint8)", () => new ConvertImageDtype(Dtype.UInt8)),
        new("ConvertImageDtype(torch.int16)", () => new ConvertImageDtype(Dtype.Int16)),
        new("Pad(padding=2)", () => new Pad(2)),
        new("Pad(padding=-2)", () => new Pad(-2)),
        new("Pad(padding=(1, 2), padding_mode='reflect')", () => new Pad((1, 2), paddingMode: ImagePaddingMode.Reflect)),
        new("Pad(padding=(1, 2, 3, 0), fill=3)", () => new Pad((1, 2, 3, 0), fill: 3)),
        new("Pad(padding=(0, 2, 0, 1), padding_mode='edge')", () => new Pad((0, 2, 0, 1), paddingMode: ImagePaddingMode.Edge)),
        new("Pad(padding=3, padding_mode='symmetric')", () => new Pad(3, paddingMode: ImagePaddingMode.Symmetric)),
        new("CenterCrop(5)", () => new CenterCrop(5)),
        new("CenterCrop((12, 5))", () => new CenterCrop((12, 5))),
        new("CenterCrop((4, 13))", () => new CenterCrop((4, 13))),
        new("RandomCrop((5, 4))", () => new RandomCrop((5, 4))),
        new("RandomCrop(8)", () => new RandomCrop(8)),
        new("RandomCrop(7, padding=2)", () => new RandomCrop(7, padding: 2)),
        new("RandomCrop((8, 7), padding=(1, 2), padding_mode='reflect')",
            () => new RandomCrop((8, 7), padding: (1, 2), paddingMode: ImagePaddingMode.Reflect)),
        new("RandomCrop(6, padding=(1, 2, 0, 3), fill=7)", () => new RandomCrop(6, padding: (1, 2, 0, 3), fill: 7)),
        new("RandomCrop(20, pad_if_needed=True, padding_mode='edge')",
            () => new RandomCrop(20, padIfNeeded: true, paddingMode: ImagePaddingMode.Edge)),
        new("RandomCrop(12, padding=1, pad_if_needed=True, padding_mode='symmetric')",
            () => new RandomCrop(12, padding: 1, padIfNeeded: true, paddingMode: ImagePaddingMode.Symmetric)),
        new("RandomHorizontalFlip(p=0.5)", () => new RandomHorizontalFlip()),
        new("RandomVerticalFlip(p=0.7)", () => new RandomVerticalFlip(0.7)),
        new("Grayscale(num_output_channels=1)", () => new Grayscale()),
        new("RandomGrayscale(p=0.5)", () => new RandomGrayscale(0.5)),
        Resized("Resize(12, antialias=False)", () => new Resize(12, antialias: false)),
        Resized("Resize(5, antialias=False)", () => new Resize(5, antialias: false)),
        Resized("Resize(5, antialias=True)", () => new Resize(5)),
        Resized("Resize((6, 13), InterpolationMode.BICUBIC, antialias=True)",
            () => new Resize((6, 13), InterpolationMode.Bicubic)),
        Resized("Resize((6, 13), InterpolationMode.BICUBIC, antialias=False)",
            () => new Resize((6, 13), InterpolationMode.Bicubic, antialias: false)),
        new("Resize((5, 14), InterpolationMode.NEAREST, antialias=False)",
            () => new Resize((5, 14), InterpolationMode.Nearest, antialias: false)),
        Resized("Resize(20, max_size=21, antialias=True)", () => new Resize(20, maxSize: 21)),
        Resized("RandomResizedCrop(6, antialias=True)", () => new RandomResizedCrop(6)),
        Resized("RandomResizedCrop((7, 5), scale=(0.3, 0.9), ratio=(0.5, 2.0), interpolation=InterpolationMode.BICUBIC, antialias=False)",
            () => new RandomResizedCrop((7, 5), (0.3, 0.9), (0.5, 2.0), InterpolationMode.Bicubic, antialias: false)),
        Resized("RandomResizedCrop(6, scale=(2.0, 3.0), antialias=True)", () => new RandomResizedCrop(6, (2.0, 3.0))),
        Resized("RandomResizedCrop(6, scale=(2.0, 3.0), ratio=(0.1, 0.2), antialias=True)",
            () => new RandomResizedCrop(6, (2.0, 3.0), (0.1, 0.2))),
        Resized("RandomResizedCrop(6, scale=(2.0, 3.0), ratio=(3.0, 4.0), antialias=True)",
            () => new RandomResizedCrop(6, (2.0, 3.0), (3.0, 4.0))),
        new("RandomRotation(30)", () => new RandomRotation(30), MayDiffer: 0.002),
        new("RandomRotation((-180, 180), InterpolationMode.BILINEAR)", () => new RandomRotation((-180, 180), InterpolationMode.Bilinear),
            ByteSlack: 1, FloatSlack: 1e-5),
        new("RandomRotation(45, expand=True)", () => new RandomRotation(45, expand: true), MayDiffer: 0.002),
        new("RandomRotation(45, InterpolationMode.BILINEAR, expand=True, fill=0.5)",
            () => new RandomRotation(45, InterpolationMode.Bilinear, expand: true, fill: 0.5), FloatSlack: 1e-5),
        new("RandomRotation((10, 60), center=(2.0, 3.0), fill=[1.0, 2.0, 3.0])",
            () => new RandomRotation((10, 60), center: (2, 3), fill: new[] { 1.0, 2.0, 3.0 }), MayDiffer: 0.002),
        new("RandomRotation((10, 60), InterpolationMode.BILINEAR, center=(2.0, 3.0), fill=[1.0, 2.0, 3.0])",
            () => new RandomRotation((10, 60), InterpolationMode.Bilinear, center: (2, 3), fill: new[] { 1.0, 2.0, 3.0 }),
            ByteSlack: 1, FloatSlack: 1e-5),
        new("RandomAffine(20, translate=(0.2, 0.1), scale=(0.8, 1.3), shear=10)",
            () => new RandomAffine(20, translate: (0.2, 0.1), scale: (0.8, 1.3), shear: 10), MayDiffer: 0.002),
        new("RandomAffine(5, shear=(-5, 5, -8, 8), interpolation=InterpolationMode.BILINEAR, fill=9, center=(4.0, 5.0))",
            () => new RandomAffine(5, shear: (-5, 5), shearY: (-8, 8), interpolation: InterpolationMode.Bilinear, fill: 9, center: (4, 5)),
            ByteSlack: 1, FloatSlack: 1e-5),
        new("ColorJitter(0.4, 0.4, 0.4, 0.2)", () => new ColorJitter(0.4, 0.4, 0.4, 0.2), ByteSlack: 1, FloatSlack: 1e-5),
        new("ColorJitter(brightness=(0.5, 1.5))", () => new ColorJitter(brightness: (0.5, 1.5))),
        new("ColorJitter(contrast=0.7, hue=(-0.1, 0.3))", () => new ColorJitter(contrast: 0.7, hue: (-0.1, 0.3)), ByteSlack: 1),
        new("ColorJitter(hue=0.5)", () => new ColorJitter(hue: 0.5)),
        new("ColorJitter(saturation=2)", () => new ColorJitter(saturation: 2)),
        new("GaussianBlur(3)", () => new GaussianBlur(3), ByteSlack: 1),
        new("GaussianBlur((5, 3), (0.5, 1.5))", () => new GaussianBlur((3, 5), (0.5, 1.5)), ByteSlack: 1),
        new("RandomErasing(p=0.9)", () => new RandomErasing(0.9)),
        new("RandomErasing(p=1.0, scale=(0.1, 0.9), value=0.5)", () => new RandomErasing(1, scale: (0.1, 0.9), value: 0.5)),
        new("RandomErasing(p=0.8, ratio=(0.5, 2.0), value=[1.5, 2.0, 3.0])",
            () => new RandomErasing(0.8, ratio: (0.5, 2.0), value: new[] { 1.5, 2.0, 3.0 })),
        new("RandomErasing(p=0.9, value='random')", () => RandomErasing.WithNoise(0.9), FloatSlack: 1e-5),
        new("RandomApply([RandomCrop(5), RandomVerticalFlip()], p=1.0)",
            () => new RandomApply([new RandomCrop(5), new RandomVerticalFlip()], 1)),
        new("RandomApply([ColorJitter(0.5), RandomHorizontalFlip()], p=0.4)",
            () => new RandomApply([new ColorJitter(0.5), new RandomHorizontalFlip()], 0.4)),
        new("Compose([RandomCrop(6, padding=2), RandomHorizontalFlip(), ConvertImageDtype(torch.float32), "
            + "Normalize(mean=(0.5,), std=(0.25,))])", () => new Compose(new RandomCrop(6, padding: 2), new RandomHorizontalFlip(),
                new ConvertImageDtype(Dtype.Float32), new Normalize(0.5, 0.25))),
        new("Compose([RandomResizedCrop(9, antialias=True), ColorJitter(0.3, 0.3, 0.3, 0.1), RandomApply([GaussianBlur(3)], p=0.5), "
            + "RandomGrayscale(p=0.3), RandomErasing(p=0.5)])", () => new Compose(new RandomResizedCrop(9),
                new ColorJitter(0.3, 0.3, 0.3, 0.1), new RandomApply([new GaussianBlur(3)]), new RandomGrayscale(0.3), new RandomErasing()),
            FloatSlack: 1e-5),
        Function("F.crop(x, -2, 3, 7, 9)", x => TF.Crop(x, -2, 3, 7, 9)),
        Function("F.crop(x, 3, 50, 5, 6)", x => TF.Crop(x, 3, 50, 5, 6)),
        Function("F.resized_crop(x, 1, 2, 6, 5, [4, 7], antialias=True)", x => TF.ResizedCrop(x, 1, 2, 6, 5, (4, 7)), 1, 5e-6),
        Function("F.rotate(x, 33.0)", x => TF.Rotate(x, 33), mayDiffer: 0.002),
        Function("F.rotate(x, -77.0, InterpolationMode.BILINEAR)", x => TF.Rotate(x, -77, InterpolationMode.Bilinear), 1, 1e-5),
        Function("F.affine(x, 12.0, [2, -1], 0.8, [4.0, -3.0], InterpolationMode.BILINEAR)",
            x => TF.Affine(x, 12, (2, -1), 0.8, (4, -3), InterpolationMode.Bilinear), 1, 1e-5),
        Function("F.adjust_brightness(x, 1.7)", x => TF.AdjustBrightness(x, 1.7)),
        Function("F.adjust_contrast(x, 0.3)", x => TF.AdjustContrast(x, 0.3)),
        Function("F.adjust_saturation(x, 2.5)", x => TF.AdjustSaturation(x, 2.5)),
        Function("F.adjust_hue(x, -0.3)", x => TF.AdjustHue(x, -0.3)),
        Function("F.gaussian_blur(x, [3, 5])", x => TF.GaussianBlur(x, (5, 3)), byteSlack: 1),
        Function("F.erase(x, 1, 2, 3, 4, torch.tensor(0.25))", x => TF.Erase(x, 1, 2, 3, 4, 0.25)),
    ];

    /// <summary>Sums of weighted pixels, whose places between pixels are found in float32.</summary>
    static TransformRow Resized(string python, Func<ITransform> make) => new(python, make, ByteSlack: 1, FloatSlack: 5e-6);

    /// <summary>Functions take a batch as they take an image.</summary>
    static TransformRow Function(string python, Func<Tensor, Tensor> function, int byteSlack = 0, double floatSlack = 1e-6,
        double mayDiffer = 0) =>
        new($"Lambda(lambda x: {python})", () => new Lambda(function, function), byteSlack, floatSlack, mayDiffer);
}
