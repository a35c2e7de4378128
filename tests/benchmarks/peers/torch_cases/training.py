"""Training steps; each returns its loss. Data is drawn first, then the net."""
import torch
import torch.nn.functional as F
from torch import nn, optim

from . import check, nets

CHECKED = 5
VOCABULARY = 96


def two_layer_manual(params, variant):
    n = params["batch"]
    x, y = torch.randn(n, 1000), torch.randn(n, 10)
    w1, w2 = torch.randn(1000, 100), torch.randn(100, 10)

    def step():
        nonlocal w1, w2
        h = x.mm(w1)
        h_relu = h.clamp(min=0)
        y_pred = h_relu.mm(w2)
        loss = (y_pred - y).pow(2).sum().item()
        grad_y_pred = 2.0 * (y_pred - y)
        grad_w2 = h_relu.t().mm(grad_y_pred)
        grad_h_relu = grad_y_pred.mm(w2.t())
        grad_h = grad_h_relu.clone()
        grad_h[h < 0] = 0
        grad_w1 = x.t().mm(grad_h)
        w1 -= 1e-6 * grad_w1
        w2 -= 1e-6 * grad_w2
        return loss

    return step


def two_layer_adam(params, variant):
    n = params["batch"]
    x, y = torch.randn(n, 1000), torch.randn(n, 10)
    model = nn.Sequential(nn.Linear(1000, 100), nn.ReLU(), nn.Linear(100, 10))
    loss_fn = nn.MSELoss(reduction="sum")
    return _step(lambda: loss_fn(model(x), y), optim.Adam(model.parameters(), lr=1e-4))


def _classify(image, make, optimize):
    def prepare(params, variant):
        n = params["batch"]
        images, labels = torch.randn(n, *image), torch.randint(10, (n,))
        net = make()
        if variant == "channels_last":
            images, net = images.to(memory_format=torch.channels_last), net.to(memory_format=torch.channels_last)
        criterion = nn.CrossEntropyLoss()
        return _step(lambda: criterion(net(images), labels), optimize(net.parameters()))

    return prepare


def _predict(context, make, optimize):
    def prepare(params, variant):
        text = torch.randint(VOCABULARY, (params["batch"], context + 1))
        net = make()

        def loss():
            scores = net(text[:, :-1])
            return F.cross_entropy(scores.reshape(-1, VOCABULARY), text[:, 1:].reshape(-1))

        return _step(loss, optimize(net.parameters()))

    return prepare


def _step(compute_loss, optimizer):
    def step():
        loss = compute_loss()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def _operation(make):
    def prepare(params, variant):
        step = make(params, variant)
        return [check.numbers([step()]) for _ in range(CHECKED)], step, None

    return prepare


CIFAR = (3, 32, 32)
lenet = _classify((1, 28, 28), nets.LeNet, lambda p: optim.SGD(p, lr=0.01))
OPERATIONS = {f"train.{name}": _operation(make) for name, make in {
    "two_layer_manual": two_layer_manual,
    "two_layer_adam": two_layer_adam,
    "lenet": lenet,
    "net2": _classify(CIFAR, nets.net2, lambda p: optim.SGD(p, lr=1e-2)),
    "net3": _classify(CIFAR, nets.net3, lambda p: optim.SGD(p, lr=1e-3, momentum=0.99)),
    "net4": _classify(CIFAR, nets.net4, lambda p: optim.Adam(p)),
    "resnet18": _classify(CIFAR, nets.ResNet18, lambda p: optim.SGD(p, lr=0.01, momentum=0.9)),
    "char_lstm": _predict(64, lambda: nets.CharLstm(VOCABULARY), lambda p: optim.Adam(p)),
    "gpt": _predict(128, lambda: nets.Gpt(VOCABULARY, 128), lambda p: optim.AdamW(p)),
}.items()}
