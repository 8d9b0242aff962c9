"""Tokens per second of training models of text in PyTorch: dropout, loss and gradient, as TextTrainingBenchmark has it.

    python3 text_speed.py --model lstm-lm --engine "pytorch bf16 compiled" --seconds 20
    python3 text_speed.py --model skip-sa-vae --seconds 60

The models are A.3 and A.5 of the model spec, with the library's own embedding, LSTM and cross-entropy. The refinement of the latter is
differentiated by autograd, twice, which neither the compiler nor oneDNN's LSTM can do.
"""

import argparse

from torch import nn
from torch.nn import functional as F
import torch

import timing


class LanguageModel(nn.Module):
    """Dropout on the word vectors and on the LSTM's output."""

    def __init__(self, vocabulary, units, dropout=0.5):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, units)
        self.lstm = nn.LSTM(units, units, batch_first=True)
        self.output = nn.Linear(units, vocabulary)
        self.dropout = dropout
        for parameter in self.parameters():
            nn.init.uniform_(parameter, -0.1, 0.1)

    def forward(self, tokens):
        """-log p of each sentence, the mean over the minibatch; tokens is [B, T + 1]."""
        words = F.dropout(self.embedding(tokens[:, :-1]), self.dropout)
        states, _ = self.lstm(words)
        logits = self.output(F.dropout(states, self.dropout))
        nats = F.cross_entropy(logits.flatten(0, 1).float(), tokens[:, 1:].flatten(), reduction="sum")
        return nats / tokens.shape[0]


class SkipSaVae(nn.Module):
    """The latent variable reaches every step of the decoder and its output layer; ten steps refine its posterior."""

    ROUNDS, STEP_SIZE, MOMENTUM, CLIP = 10, 1, 0.5, 5

    def __init__(self, vocabulary, units, latent_dim=32, dropout=0.5):
        super().__init__()
        self.read = nn.Embedding(vocabulary, units)
        self.encoder = nn.LSTM(units, units, batch_first=True)
        self.mean, self.log_variance = nn.Linear(units, latent_dim), nn.Linear(units, latent_dim)
        self.embedding = nn.Embedding(vocabulary, units)
        self.initial = nn.Linear(latent_dim, units)
        self.lstm = nn.LSTM(units + latent_dim, units, batch_first=True)
        self.output = nn.Linear(units + latent_dim, vocabulary)
        self.dropout = dropout
        for parameter in self.parameters():
            nn.init.uniform_(parameter, -0.1, 0.1)

    def forward(self, tokens):
        """-ELBO of the refined posterior, the mean over the minibatch; tokens is [B, T + 1]."""
        last = self.encoder(self.read(tokens))[1][0][0]
        posterior = [self.mean(last), self.log_variance(last)]
        velocity = [torch.zeros_like(block) for block in posterior]
        for _ in range(self.ROUNDS):
            gradient = torch.autograd.grad(self.bound(tokens, *posterior), posterior, create_graph=True)
            shares = [(self.CLIP / block.detach().norm()).clamp(max=1) for block in gradient]
            velocity = [self.MOMENTUM * v - g * share for v, g, share in zip(velocity, gradient, shares)]
            posterior = [block + self.STEP_SIZE * v for block, v in zip(posterior, velocity)]
        return self.bound(tokens, *posterior)

    def bound(self, tokens, mean, log_variance):
        z = mean + torch.exp(log_variance / 2) * torch.randn_like(mean)
        every_z = z.unsqueeze(1).expand(-1, tokens.shape[1] - 1, -1)
        words = F.dropout(self.embedding(tokens[:, :-1]), self.dropout)
        initial = self.initial(z).unsqueeze(0)
        states, _ = self.lstm(torch.cat([words, every_z.to(words.dtype)], 2), (initial, torch.zeros_like(initial)))
        logits = self.output(torch.cat([F.dropout(states, self.dropout), every_z.to(states.dtype)], 2))
        nats = F.cross_entropy(logits.flatten(0, 1).float(), tokens[:, 1:].flatten(), reduction="sum")
        kl = 0.5 * (mean * mean + torch.exp(log_variance) - log_variance - 1).sum()
        return (nats + kl) / tokens.shape[0]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", choices=["lstm-lm", "skip-sa-vae"], default="lstm-lm")
    arguments.add_argument("--vocabulary", type=int, default=5000)
    arguments.add_argument("--hidden", type=int, default=256)
    arguments.add_argument("--batch", type=int, default=32)
    arguments.add_argument("--steps", type=int, default=80, help="tokens of a sentence that are predicted")
    timing.add(arguments)
    options = arguments.parse_args()
    machine = timing.Machine(options)
    refined = options.model == "skip-sa-vae"
    model = (SkipSaVae if refined else LanguageModel)(options.vocabulary, options.hidden).to(machine.device)
    loss = machine.compiled(model)
    tokens = torch.randint(options.vocabulary, (options.batch, options.steps + 1), device=machine.device)

    def step():
        model.zero_grad()
        with machine.precision(), torch.backends.mkldnn.flags(enabled=not refined):
            value = loss(tokens)
        value.backward()

    machine.report(options.model, model, step, options.batch * options.steps, "tokens")


if __name__ == "__main__":
    main()
