"""Tokens per second of training the LSTM language model in PyTorch: dropout, loss and gradient, as TextTrainingBenchmark has it.

    python3 text_speed.py --engine "pytorch bf16 compiled" --seconds 20

The model is A.3 of the model spec, with the library's own embedding, LSTM and cross-entropy.
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


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--vocabulary", type=int, default=5000)
    arguments.add_argument("--hidden", type=int, default=256)
    arguments.add_argument("--batch", type=int, default=32)
    arguments.add_argument("--steps", type=int, default=80, help="tokens of a sentence that are predicted")
    timing.add(arguments)
    options = arguments.parse_args()
    machine = timing.Machine(options)
    model = LanguageModel(options.vocabulary, options.hidden).to(machine.device)
    loss = machine.compiled(model)
    tokens = torch.randint(options.vocabulary, (options.batch, options.steps + 1), device=machine.device)

    def step():
        model.zero_grad()
        with machine.precision():
            value = loss(tokens)
        value.backward()

    machine.report("lstm-lm", model, step, options.batch * options.steps, "tokens")


if __name__ == "__main__":
    main()
