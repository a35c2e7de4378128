"""One forward pass of a net in evaluation mode; the input is drawn first, then the net."""
import torch

from . import check, nets

VOCABULARY = 96


def _image(image, make):
    return lambda params, variant: _forward(torch.randn(params["batch"], *image), make(), variant)


def _forward(x, net, variant):
    net.eval()
    if variant == "channels_last":
        x, net = x.to(memory_format=torch.channels_last), net.to(memory_format=torch.channels_last)
    return _measured(lambda: net(x))


def _gpt(params, variant):
    text = torch.randint(VOCABULARY, (params["batch"], 128))
    return _forward(text, nets.Gpt(VOCABULARY, 128), variant)


def _char_lstm(params, variant):
    batch = params["batch"]
    character, h, c = torch.randint(VOCABULARY, (batch, 1)), torch.randn(2, batch, 128), torch.randn(2, batch, 128)
    net = nets.CharLstm(VOCABULARY).eval()
    return _measured(lambda: net(character, (h, c)))


def _measured(forward):
    @torch.inference_mode()
    def run():
        return forward()

    return check.of(run()), run, None


OPERATIONS = {
    "infer.lenet": _image((1, 28, 28), nets.LeNet),
    "infer.net4": _image((3, 32, 32), nets.net4),
    "infer.resnet18": _image((3, 32, 32), nets.ResNet18),
    "infer.gpt": _gpt,
    "infer.char_lstm": _char_lstm,
}
