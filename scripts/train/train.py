"""Trains one phase. Stopped at any moment, it goes on from its last checkpoint with the same batches.

A phase has `steps`, or `minutes` of the clock, or both. The rate climbs, stays, and over the last part of the phase
falls in a straight line to a twentieth ("cooldown"); the weights are put by several times on the way down for
`average.py`.
"""

import json
import math
import os
import signal
import time

import numpy as np
import torch
import torch.nn.functional as F

import lexicon
import pack
import tokenise
from model import Student
from order import PAD, Order, ahead

SNAPSHOTS = 4


class Clock:
    """How far a phase is, from 0 to 1, by steps or by minutes, whichever is further. Minutes outlive a restart."""

    def __init__(self, phase, spent):
        self.phase, self.spent, self.began = phase, spent, time.monotonic()

    def seconds(self):
        return self.spent + time.monotonic() - self.began

    def progress(self, step):
        parts = [step / self.phase.steps] if self.phase.steps else []
        parts += [self.seconds() / 60 / self.phase.minutes] if self.phase.minutes else []
        return min(1.0, max(parts))

    def rate(self, step):
        left = (1 - self.progress(step)) / self.phase.cooldown if self.phase.cooldown else 1
        return self.phase.rate * min(1, (step + 1) / self.phase.warmup) * max(0.05, min(1, left))


class Run:
    """The state of a phase: network, optimiser, place in the data, and what was seen so far."""

    def __init__(self, config, phase):
        self.config, self.phase = config, phase
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        if config.train.threads and self.device == "cpu":
            torch.set_num_threads(config.train.threads)
        torch.manual_seed(config.train.seed)
        torch.set_float32_matmul_precision("high")
        size = tokenise.load(config).get_piece_size()
        self.net = Student(config.model, size)
        self.start()
        self.net.to(self.device)
        self.hold()
        self.optimiser = torch.optim.AdamW(
            self.net.parameters(), lr=phase.rate, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True
        )
        self.step = self.round = self.at = self.taken = self.tokens = 0
        self.curve, self.file = [], config.folder / f"{phase.name}.checkpoint"
        self.clock = Clock(phase, 0.0)
        if self.file.exists():
            self.resume()
        self.guide = None
        if config.start.guided_steps > self.step and not phase.after:
            self.guide = torch.from_numpy(lexicon.guide_of(config)).to(self.device)
        if config.train.compile and self.device == "cuda":
            self.compile()

    def start(self):
        """From the average of an earlier phase, from the encoder's table, or from nothing."""
        if self.phase.after:
            self.net.load_state_dict(torch.load(self.config.folder / f"{self.phase.after}.weights", map_location="cpu"))
        elif self.config.start.table and self.config.start.embeddings:
            table = lexicon.start_of(self.config, self.net.table.detach().numpy())
            self.net.table.data.copy_(torch.from_numpy(table))

    def compile(self):
        """Layer by layer, so that one compilation serves all of a kind. Not the scan: its steps depend on the length,
        and each length would be compiled anew."""
        torch._dynamo.config.suppress_errors = True
        for layer in self.net.encoder:
            layer.compile(dynamic=True)
        for layer in self.net.decoder:
            layer.context.compile(dynamic=True)
            layer.feed.compile(dynamic=True)

    def save(self):
        """Writes the checkpoint beside the old one and then over it: a stop while writing loses nothing."""
        state = {
            "net": self.net.state_dict(), "optimiser": self.optimiser.state_dict(), "step": self.step, "round": self.round,
            "at": self.at, "taken": self.taken, "tokens": self.tokens, "curve": self.curve,
            "seconds": self.clock.seconds(), "random": torch.get_rng_state(),
        }
        fresh = self.file.with_suffix(".new")
        torch.save(state, fresh)
        os.replace(fresh, self.file)

    def resume(self):
        state = torch.load(self.file, map_location=self.device, weights_only=True)
        self.net.load_state_dict(state["net"])
        self.optimiser.load_state_dict(state["optimiser"])
        for name in ("step", "round", "at", "taken", "tokens", "curve"):
            setattr(self, name, state[name])
        self.clock = Clock(self.phase, state["seconds"])
        torch.set_rng_state(state["random"].cpu())
        print(f"{self.phase.name}: goes on at step {self.step}", flush=True)

    def learn(self, source, target):
        """One step. The loss is a tensor still, so that a graphics processor need not wait for us to read it."""
        there = self.carried(np.flatnonzero(target != PAD))
        source, target = self.carried(source), self.carried(target)
        guided = self.guide is not None and self.step < self.config.start.guided_steps
        bf16 = self.config.train.precision == "bf16"
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=bf16):
            hidden, seen = self.net(source, target, weights=guided)
            logits, wanted = self.scores(hidden.flatten(0, 1).index_select(0, there), target.flatten()[there])
        loss = F.cross_entropy(logits.float(), wanted, label_smoothing=self.config.train.smoothing)
        whole = loss
        if guided:
            fading = 1 - self.step / self.config.start.guided_steps
            whole = loss + fading * self.config.start.guided_weight * attention_loss(self.guide, source, target, seen)
        for group in self.optimiser.param_groups:
            group["lr"] = self.clock.rate(self.step)
        whole.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), self.config.train.clip)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.hold()
        return loss.detach(), len(there)

    def hold(self):
        """Keeps the table's weights within `largest`: 8 bits hold no table of which a few weights are large."""
        if self.config.train.largest:
            self.net.table.data.clamp_(-self.config.train.largest, self.config.train.largest)

    def scores(self, hidden, target):
        """Scores of all pieces, and which are wanted. With `sampled`, of the pieces that the batch wants and of so many
        others by lot, which then stand for all the others (Jean et al. 2015): on a CPU the output is half the work."""
        sampled, size = self.config.train.sampled, len(self.net.table)
        if not sampled or sampled >= size:
            return self.net.project(hidden), target
        wanted = torch.unique(target)
        others = torch.ones(size, dtype=torch.bool, device=self.device)
        others[wanted] = False
        others = others.nonzero().flatten()
        drawn = others[torch.randint(len(others), (sampled,), device=self.device).unique()]
        pieces = torch.cat([wanted, drawn])
        logits = F.linear(hidden, self.net.table[pieces], self.net.bias[pieces])
        logits[:, len(wanted) :] += math.log(len(others) / len(drawn))
        return logits, torch.searchsorted(wanted, target)

    def carried(self, array):
        """An array on the device, sent while the device computes."""
        tensor = torch.from_numpy(array)
        return tensor.pin_memory().to(self.device, non_blocking=True) if self.device == "cuda" else tensor

    def snapshot(self):
        weights = {k: v.detach().cpu().half() for k, v in self.net.state_dict().items()}
        torch.save(weights, self.config.folder / f"{self.phase.name}.snapshot{self.taken}")
        self.taken += 1


def attention_loss(guide, source, target, seen):
    """Cross-entropy between attention and the table's nearest source pieces, where it knows any (Chen et al. 2016)."""
    ends = (source <= 0)[:, None, :]
    near = torch.einsum("btd,bsd->bts", guide[target.clamp(min=0)], guide[source.clamp(min=0)]).masked_fill(ends, -1)
    sure = near.amax(-1) > 0.45
    wanted = (near * 20).softmax(-1)
    terms = -(wanted * (seen + 1e-6).log()).sum(-1)
    return (terms * sure).sum() / sure.sum().clamp(min=1)


@torch.no_grad()
def validation(run, order, most=40):
    """Mean loss of a token, without smoothing, on the first batches of the held-out pairs."""
    run.net.eval()
    torch.compiler.set_stance("force_eager")
    loss = count = 0
    for batch in order.batches(order.phase.short_rounds)[:most]:
        source, target = (run.carried(x) for x in order.arrays(batch))
        with torch.autocast(run.device, dtype=torch.bfloat16, enabled=run.config.train.precision == "bf16"):
            hidden, _ = run.net(source, target)
            logits = run.net.project(hidden)
        loss += F.cross_entropy(logits.float().flatten(0, 1), target.flatten(), ignore_index=PAD, reduction="sum").item()
        count += (target != PAD).sum().item()
    run.net.train()
    torch.compiler.set_stance("default")
    return loss / max(count, 1)


def note(run, losses, since, held):
    """A line of the log and a point of the curve."""
    loss, tokens = float(torch.stack([x for x, _ in losses]).mean()), sum(n for _, n in losses)
    run.tokens += tokens
    checked = validation(run, held) if held else math.nan
    speed = tokens / (time.monotonic() - since)
    run.curve.append([run.step, run.tokens, loss, checked])
    print(
        f"{run.phase.name}: step {run.step}, {run.tokens / 1e6:.2f} M tokens, loss {loss:.3f}, held out {checked:.3f}, "
        f"{speed:.0f} tokens/s, {run.clock.seconds() / 60:.1f} min", flush=True,
    )


def finished(run):
    weights = {k: v.detach().cpu().half() for k, v in run.net.state_dict().items()}
    torch.save(weights, run.config.folder / f"{run.phase.name}.last")
    report = {
        "phase": run.phase.name, "directions": run.phase.directions, "steps": run.step, "tokens": run.tokens,
        "minutes": round(run.clock.seconds() / 60, 1), "curve": run.curve,
        "hardware": torch.cuda.get_device_name() if run.device == "cuda" else f"CPU, {torch.get_num_threads()} threads",
        "parameters": sum(p.numel() for p in run.net.parameters()),
    }
    (run.config.folder / f"{run.phase.name}.json").write_text(json.dumps(report) + "\n")


def steps(order, round_, at):
    """Batches without end, from a place in the data on: (round, place in it, (source, target))."""
    while True:
        batches = order.batches(round_)
        for place in range(at, len(batches)):
            yield round_, place, order.arrays(batches[place])
        round_, at = round_ + 1, 0


def run(config, phase, stop_at=0):
    """Trains a phase to its end, or, for a test, as if it had been killed after step `stop_at`."""
    pairs, state = pack.read(config.folder / "packed.xz"), Run(config, phase)
    order = Order(pairs, phase, config.train)
    held = config.folder / "held.xz"
    held = Order(pack.read(held), phase, config.train) if held.exists() else None
    losses, since, told = [], time.monotonic(), []
    before = signal.signal(signal.SIGTERM, lambda *_: told.append(True))
    for round_, at, arrays in ahead(steps(order, state.round, state.at)):
        losses.append(state.learn(*arrays))
        state.step, state.round, state.at = state.step + 1, round_, at + 1
        progress = state.clock.progress(state.step)
        if state.taken < SNAPSHOTS and progress >= 1 - phase.cooldown * (1 - (state.taken + 1) / (SNAPSHOTS + 1)):
            state.snapshot()
        if state.step == stop_at:
            os._exit(1)
        if progress >= 1:
            break
        if state.step % config.train.every == 0 or told:
            note(state, losses, since, held)
            state.save()
            losses, since = [], time.monotonic()
        if told:
            raise SystemExit(f"{phase.name}: told to stop; the same command goes on from step {state.step}")
    signal.signal(signal.SIGTERM, before)
    if losses:
        note(state, losses, since, held)
    finished(state)
    state.file.unlink(missing_ok=True)
