"""Training images per second of the same models in PyTorch, written plainly.

    python3 vae_speed.py --model image-vae --batch 50 --engine "pytorch bf16 compiled" --seconds 20

Data feeding (binarisation of grey images), loss, gradient, clipping and Adam are all part of a step, as in the trainer.
"""

import argparse

from torch import nn
from torch.nn import functional as F
import torch

import timing

SIDE = 28
MAPS = 32


class MlpVae(nn.Module):
    """Model spec A.2 with skips: two rectified layers each way, width 512."""

    def __init__(self, latent_dim=50, layers=2, hidden=512):
        super().__init__()
        pixels = SIDE * SIDE
        self.first, self.second = nn.Linear(pixels, hidden), nn.Linear(hidden, hidden)
        self.mean, self.log_variance = nn.Linear(hidden, latent_dim), nn.Linear(hidden, latent_dim)
        self.start = nn.Linear(latent_dim, hidden)
        self.layers = nn.ModuleList(nn.Linear(hidden, hidden) for _ in range(layers))
        self.skips = nn.ModuleList(nn.Linear(latent_dim, hidden) for _ in range(layers))
        self.output = nn.Linear(hidden, pixels)

    def encode(self, x):
        h = F.relu(self.second(F.relu(self.first(x))))
        return self.mean(h), self.log_variance(h)

    def decode(self, x, z):
        h = self.start(z)
        for layer, skip in zip(self.layers, self.skips):
            h = F.relu(layer(h) + skip(z))
        return self.output(h)


class Block(nn.Module):
    def __init__(self, inputs):
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(inputs, 64, 3, padding=1), nn.BatchNorm2d(64)
        self.conv2, self.norm2 = nn.Conv2d(64, 64, 3, padding=1), nn.BatchNorm2d(64)
        self.shortcut = nn.Identity() if inputs == 64 else nn.Conv2d(inputs, 64, 1)
        self.down = nn.Conv2d(64, 64, 2, stride=2)

    def forward(self, x):
        h = self.norm2(self.conv2(F.relu(self.norm1(self.conv1(x)))))
        return self.down(F.relu(h + self.shortcut(x)))


def gate(x):
    a, b = x.chunk(2, 1)
    return torch.tanh(a) * torch.sigmoid(b)


class Gated(nn.Module):
    """A layer of the gated PixelCNN with a vertical and a horizontal stack; the first one sees no pixel itself."""

    def __init__(self, channels, latent_dim, first):
        super().__init__()
        self.first = first
        self.latent = nn.Linear(latent_dim, SIDE * SIDE)
        self.vertical = nn.Conv2d(channels, 2 * MAPS, (2, 3))
        self.horizontal = nn.Conv2d(channels, 2 * MAPS, (1, 2))
        self.link = nn.Conv2d(2 * MAPS, 2 * MAPS, 1)
        self.output = nn.Conv2d(MAPS, MAPS, 1)
        if not first:
            self.residual = nn.Conv2d(channels, MAPS, 1)

    def forward(self, v, h, z):
        latent = self.latent(z).view(-1, 1, SIDE, SIDE)
        v, h = torch.cat([v, latent], 1), torch.cat([h, latent], 1)
        above = self.vertical(F.pad(v, (1, 1, 1, 0)))
        above = F.pad(above[:, :, :-1], (0, 0, 1, 0))
        left = self.horizontal(F.pad(h, (1, 0, 0, 0)))
        if self.first:
            left = F.pad(left[:, :, :, :-1], (1, 0, 0, 0))
        out = self.output(gate(left + self.link(above)))
        return gate(above), out if self.first else out + self.residual(h)


class ImageVae(nn.Module):
    """Model spec A.1 with skips."""

    def __init__(self, latent_dim=20, layers=9):
        super().__init__()
        self.blocks = nn.Sequential(Block(1), Block(64), Block(64))
        self.mean, self.log_variance = nn.Linear(576, latent_dim), nn.Linear(576, latent_dim)
        self.layers = nn.ModuleList(Gated(2 if i == 0 else MAPS + 1, latent_dim, i == 0) for i in range(layers))
        self.latent = nn.Linear(latent_dim, SIDE * SIDE)
        self.output = nn.Conv2d(MAPS + 1, 1, 1)

    def encode(self, x):
        h = self.blocks(x.view(-1, 1, SIDE, SIDE)).flatten(1)
        return self.mean(h), self.log_variance(h)

    def decode(self, x, z):
        v = h = x.view(-1, 1, SIDE, SIDE)
        for layer in self.layers:
            v, h = layer(v, h, z)
        latent = self.latent(z).view(-1, 1, SIDE, SIDE)
        return self.output(torch.cat([h, latent], 1)).flatten(1)


def loss(model, x, kl_weight):
    mean, log_variance = model.encode(x)
    z = mean + torch.exp(log_variance / 2) * torch.randn_like(mean)
    nll = F.binary_cross_entropy_with_logits(model.decode(x, z), x, reduction="none").sum(1)
    kl = 0.5 * (mean * mean + torch.exp(log_variance) - log_variance - 1).sum(1)
    return (nll + kl_weight * kl).mean()


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", choices=["mlp-vae", "image-vae"], default="mlp-vae")
    arguments.add_argument("--batch", type=int, default=500)
    timing.add(arguments)
    options = arguments.parse_args()
    machine = timing.Machine(options)
    device = machine.device
    model = (MlpVae() if options.model == "mlp-vae" else ImageVae()).to(device)
    if machine.channels_last:
        model = model.to(memory_format=torch.channels_last)
    adam = torch.optim.Adam(model.parameters(), lr=1e-3)
    negative_bound = machine.compiled(loss)
    grey = torch.rand(5000, SIDE * SIDE, device=device) * (torch.rand(5000, SIDE * SIDE, device=device) < 0.2)

    def step():
        x = torch.bernoulli(grey[torch.randint(5000, (options.batch,), device=device)])
        adam.zero_grad()
        with machine.precision():
            value = negative_bound(model, x, 0.5)
        value.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5)
        adam.step()

    machine.report(options.model, model, step, options.batch, "images")


if __name__ == "__main__":
    main()
