"""Epochs of data without training."""
import serve
import torch
from torch.utils.data import BatchSampler, DataLoader, Dataset, RandomSampler, TensorDataset

from . import check

MEAN, STD = 0.1307, 0.3081


def _epoch(params, variant):
    images = params["images"]
    data = TensorDataset(torch.randn(images, 1, 28, 28), torch.randint(10, (images,)))
    if variant == "batch sampler":  # whole batches are indexed: what those do who have measured
        loader = DataLoader(data, sampler=BatchSampler(RandomSampler(data), params["batch"], drop_last=False), batch_size=None)
    else:
        loader = DataLoader(data, params["batch"], shuffle=True)

    def epoch():
        seen = 0
        for _, labels in loader:
            seen += labels.size(0)
        assert seen == images

    return check.of(*next(iter(loader))), epoch, None


class _Digits(Dataset):
    """As torchvision.datasets.MNIST has them: bytes in memory, an image of PIL for each sample; or the bytes themselves."""

    def __init__(self, images, labels, transform, as_pil):
        self.images, self.labels, self.transform, self.as_pil = images, labels, transform, as_pil

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        image, label = self.images[index], int(self.labels[index])
        if self.as_pil:
            from PIL import Image

            image = Image.fromarray(image[0].numpy(), mode="L")
        return self.transform(image), label


def _augmented(params, variant):
    try:
        from torchvision import transforms
    except ImportError as e:
        raise serve.Unsupported(str(e)) from e
    images = torch.randint(256, (params["images"], 1, 28, 28), dtype=torch.uint8)
    labels = torch.randint(10, (params["images"],))
    as_pil = variant == "PIL"
    to_float = transforms.ToTensor() if as_pil else transforms.ConvertImageDtype(torch.float32)
    transform = transforms.Compose([transforms.RandomCrop(28, padding=4), to_float, transforms.Normalize((MEAN,), (STD,))])
    data = _Digits(images, labels, transform, as_pil)
    loader = DataLoader(data, params["batch"], shuffle=True, num_workers=params["workers"])

    def epoch():
        seen = 0
        for _, batch in loader:
            seen += batch.size(0)
        assert seen == params["images"]

    return check.of(*next(iter(loader))), epoch, None


OPERATIONS = {"data.epoch": _epoch, "data.augmented": _augmented}
