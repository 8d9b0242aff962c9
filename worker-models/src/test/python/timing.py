"""How the scripts beside this one run and time PyTorch."""

import contextlib
import time

import torch


def add(arguments):
    """Declares what all of them understand."""
    arguments.add_argument("--engine", default="pytorch", help="pytorch, with bf16, compiled, channels-last after it as wanted")
    arguments.add_argument("--seconds", type=float, default=10)
    arguments.add_argument("--device", default="cpu")


class Machine:
    """One thread of a device, and the way in which PyTorch uses it."""

    def __init__(self, options):
        ways = set(options.engine.split()) - {"pytorch"}
        unknown = ways - {"bf16", "compiled", "channels-last"}
        if unknown:
            raise SystemExit(f"--engine: there is no {', '.join(sorted(unknown))}")
        torch.set_num_threads(1)
        torch.manual_seed(1)
        self.device = torch.device(options.device)
        self.channels_last = "channels-last" in ways
        self._compile = "compiled" in ways
        self._bf16 = "bf16" in ways
        self._engine = options.engine
        self._seconds = options.seconds

    def compiled(self, function):
        """The function as torch.compile makes it, or as it is."""
        return torch.compile(function) if self._compile else function

    def precision(self):
        """Where a forward pass is to be run."""
        return torch.autocast(self.device.type, torch.bfloat16) if self._bf16 else contextlib.nullcontext()

    def report(self, name, model, step, examples, unit):
        """Repeats a step of so many examples and prints how many a second it trained on."""
        self._timed(step, self._seconds / 4)
        rate = self._timed(step, self._seconds) * examples
        parameters = sum(p.numel() for p in model.parameters())
        print(f"{self._engine} {torch.__version__} {name} {parameters} parameters: {rate:.1f} {unit}/s")

    def _timed(self, step, seconds):
        step()
        steps, start = 0, time.perf_counter()
        while True:
            step()
            steps += 1
            if self.device.type != "cpu":
                torch.cuda.synchronize()
            elapsed = time.perf_counter() - start
            if elapsed > seconds:
                return steps / elapsed
