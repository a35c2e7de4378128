#!/usr/bin/python3
"""Writes programs64.json: the losses of the seeds' programs in float64, every tenth of them.

Run with a Python that has torch (Debian: python3-torch): /usr/bin/python3 tests/golden/make_programs.py
"""
import json
import pathlib

import torch
import torch.nn.functional as F
from torch import nn

SEED, EVERY = 1, 10


def manual(steps):
    x, y, w1, w2 = torch.randn(64, 1000), torch.randn(64, 10), torch.randn(1000, 100), torch.randn(100, 10)
    for _ in range(steps):
        h = x.mm(w1)
        h_relu = h.clamp(min=0)
        y_pred = h_relu.mm(w2)
        yield (y_pred - y).pow(2).sum().item()
        grad_y_pred = 2.0 * (y_pred - y)
        grad_w2 = h_relu.t().mm(grad_y_pred)
        grad_h = grad_y_pred.mm(w2.t())
        grad_h[h < 0] = 0
        w1 -= 1e-6 * x.t().mm(grad_h)
        w2 -= 1e-6 * grad_w2


def train(optimizer, compute_loss, steps):
    for _ in range(steps):
        loss = compute_loss()
        yield loss.item()
        optimizer.zero_grad(set_to_none=False)
        loss.backward()
        optimizer.step()


def two_layers(steps, make_optimizer):
    x, y = torch.randn(64, 1000), torch.randn(64, 10)
    model = nn.Sequential(nn.Linear(1000, 100), nn.ReLU(), nn.Linear(100, 10))
    return train(make_optimizer(model.parameters()), lambda: F.mse_loss(model(x), y, reduction="sum"), steps)


def dynamic_net(steps):
    x, y = torch.randn(64, 1000), torch.randn(64, 10)
    net = nn.ModuleList([nn.Linear(1000, 100), nn.Linear(100, 100), nn.Linear(100, 10)])

    def forward():
        h = net[0](x).clamp(min=0)
        for _ in range(torch.randint(0, 4, (1,)).item()):
            h = net[1](h).clamp(min=0)
        return net[2](h)

    return train(torch.optim.SGD(net.parameters(), lr=1e-4, momentum=0.9), lambda: F.mse_loss(forward(), y, reduction="sum"), steps)


def one_hidden_layer(steps):
    x, y = torch.randn(10, 10), torch.randn(10, 1)
    w1, w2 = torch.randn(10, 5, requires_grad=True), torch.randn(5, 1, requires_grad=True)
    return train(torch.optim.SGD([w1, w2], lr=0.1), lambda: F.mse_loss(torch.sigmoid(x @ w1) @ w2, y), steps)


def cifar_tutorial_net(steps):
    x, y = torch.randn(64, 3, 32, 32), torch.randint(0, 10, (64,))
    net = nn.Sequential(nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2, 2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2, 2), nn.Flatten(),
                        nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))
    return train(torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9), lambda: F.cross_entropy(net(x), y), steps)


def mnist_bn_dropout_net(steps):
    x, y = torch.randn(64, 1, 28, 28), torch.randint(0, 10, (64,))
    net = nn.Sequential(nn.Conv2d(1, 10, 5), nn.MaxPool2d(2), nn.ReLU(), nn.Conv2d(10, 20, 5), nn.MaxPool2d(2), nn.ReLU(), nn.Flatten(),
                        nn.Linear(320, 50), nn.BatchNorm1d(50), nn.ReLU(), nn.Dropout(0.25), nn.Linear(50, 10))
    return train(torch.optim.Adam(net.parameters(), lr=1e-3), lambda: F.cross_entropy(net(x), y), steps)


def char_lstm(steps):
    x = torch.randint(0, 20, (8, 12))
    embedding, lstm, linear = nn.Embedding(20, 16), nn.LSTM(16, 24, 2, batch_first=True), nn.Linear(24, 20)

    def loss():
        scores = linear(lstm(embedding(x))[0])
        return F.cross_entropy(scores[:, :-1].reshape(-1, 20), x[:, 1:].reshape(-1))

    return train(torch.optim.Adam(nn.ModuleList([embedding, lstm, linear]).parameters(), lr=0.01), loss, steps)


def transformer_encoder(steps):
    x = torch.randn(4, 9, 16)
    net = nn.TransformerEncoder(nn.TransformerEncoderLayer(16, 4, 32, dropout=0.0, batch_first=True), 2)
    return train(torch.optim.AdamW(net.parameters(), lr=0.003), lambda: F.mse_loss(net(x), x.flip(1)), steps)


PROGRAMS = {
    "two_layer_manual": lambda: manual(500),
    "two_layer_autograd": lambda: manual(500),
    "two_layer_nn": lambda: two_layers(500, lambda p: torch.optim.SGD(p, lr=1e-4)),
    "two_layer_adam": lambda: two_layers(500, lambda p: torch.optim.Adam(p, lr=1e-4)),
    "two_layer_momentum": lambda: two_layers(500, lambda p: torch.optim.SGD(p, lr=1e-4, momentum=0.9)),
    "dynamic_net": lambda: dynamic_net(500),
    "one_hidden_layer_sigmoid": lambda: one_hidden_layer(50),
    "cifar_tutorial_net": lambda: cifar_tutorial_net(30),
    "mnist_bn_dropout_net": lambda: mnist_bn_dropout_net(30),
    "char_lstm": lambda: char_lstm(30),
    "transformer_encoder": lambda: transformer_encoder(30),
}

torch.set_default_dtype(torch.float64)
losses = {}
for name, program in PROGRAMS.items():
    torch.manual_seed(SEED)
    losses[name] = list(program())[::EVERY]
lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(values)}" for name, values in losses.items())
path = pathlib.Path(__file__).with_name("programs64.json")
path.write_text(f'{{"seed": {SEED}, "every": {EVERY}, "losses": {{\n{lines}\n}}}}\n')
