"""Stage 2: trains the reader.

    python reader.py --work WORK --minilm MINILM --out READER --warm FOLDER --minutes 50 [--threads 2] [--fall MINUTES]

The learning rate stays at its height until `--fall` minutes before the end and then falls to 0. A run that was
interrupted goes on from its last checkpoint when the same command is given again, also with more minutes: the
checkpoint before the fall is kept beside it, so that a finished run can be prolonged (`--from-height`).

Each step has whole sets: a question with its own passage and with others that compete. Two losses are added: every
input's own (its span, or `[CLS]` for "not answered here"), and one softmax over all passages of a set, so that scores of
different passages can be compared (shared normalization, Clark and Gardner 2018).
"""

import argparse
import json
import random
import shutil
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file

from measure import collate
from model import FULL_LIMIT, new_reader

# how often a set of a group is drawn, against 1 for a set of a group that is not named
WEIGHTS = {
    "squad-v2.0-dev": 1.6, "squad-v1.1-dev": 1.6, "squadshifts-newwiki": 1.6, "true-negative": 3.5, "qamr": 0.35,
    "fairytaleqa": 0.6, "evidence-inference-v2": 0.8, "cuad": 0.12, "cuad-negative": 0.25, "nq-qed-dev": 1.2,
    "set-squad-v2.0-dev": 1.6, "set-squad-v1.1-dev": 1.6, "set-squadshifts-newwiki": 1.6, "set-fairytaleqa": 0.4,
    "set-covid-qa": 2.5, "set-qasper": 1.6, "set-evidence-inference-v2": 1.2,
    "swapped": 0.4, "turned": 0.35, "long": 0.03, "long-negative": 0.03,
}
WARMUP_STEPS = 150
CHECKPOINT_SECONDS = 240
# weight of the loss over all passages of a set
SHARED = 0.5
# the average of the weights that is exported follows them this slowly
AVERAGE = 0.999


class Inputs:
    """The inputs of stage 1, drawn in whole sets by weight, in batches of like length."""

    def __init__(self, path):
        pool = np.load(path, allow_pickle=False)
        self.ids, self.table = pool["ids"], pool["table"]
        self.ends = self.table[:, 1].cumsum()
        first = np.flatnonzero(np.r_[True, self.table[1:, 6] != self.table[:-1, 6]])
        self.sets = [range(a, b) for a, b in zip(first, np.r_[first[1:], len(self.table)])]
        weights = np.array([WEIGHTS.get(str(name), 1.0) for name in pool["names"]])[self.table[first, 0]]
        self.chance = weights / weights.sum()
        self.longest = np.array([self.table[s.start : s.stop, 1].max() for s in self.sets])

    def batches(self, rng, tokens, draw=400):
        """Lists of sets with at most `tokens` padded tokens in all, without end."""
        while True:
            picked = rng.choice(len(self.sets), draw, replace=False, p=self.chance)
            picked = picked[np.argsort(self.longest[picked], kind="stable")]
            groups, group, count = [], [], 0
            for i in picked:
                length, inputs = int(self.longest[i]), len(self.sets[i])
                if group and (length > FULL_LIMIT or length * (count + inputs) > tokens):
                    groups.append(group)
                    group, count = [], 0
                group.append(self.sets[i])
                count += inputs
            groups.append(group)
            rng.shuffle(groups)
            yield from groups

    def tensors(self, group):
        """(ids, context starts, answer starts, lengths, starts, ends, set of each input)."""
        rows = [i for one in group for i in one]
        parts = [self.ids[self.ends[i] - self.table[i, 1] : self.ends[i]] for i in rows]
        ids, contexts, lengths = collate(parts, [int(self.table[i, 2]) for i in rows], "cpu")
        places = torch.from_numpy(self.table[rows, 3:6])
        of = torch.tensor([n for n, one in enumerate(group) for _ in one])
        return ids, contexts, places[:, 0], lengths, places[:, 1], places[:, 2], of


def losses(logits, answers, starts, ends, of):
    """The inputs' own loss, and the loss over the sets that have an answer and several passages."""
    places = torch.arange(logits.shape[1])[None]
    head = (places < answers[:, None]) & (places > 0)
    logits = logits.masked_fill(head[..., None], -1e6)
    own = (F.cross_entropy(logits[..., 0], starts) + F.cross_entropy(logits[..., 1], ends)) / 2
    shared = logits.new_zeros(())
    counted = 0
    for n in range(int(of.max()) + 1):
        rows = (of == n).nonzero().flatten()
        if len(rows) < 2 or int(starts[rows[0]]) == 0:
            continue
        # without the places of "not answered here"
        for part, gold in ((0, starts), (1, ends)):
            flat = logits[rows, 1:, part].flatten()
            shared = shared + F.cross_entropy(flat[None], gold[rows[0]][None] - 1) / 2
        counted += 1
    return own, shared / max(counted, 1), counted


def export(state, config, minilm, out):
    """Writes the folder in Hugging Face's layout."""
    out.mkdir(parents=True, exist_ok=True)
    save_file({k: v.contiguous().cpu() for k, v in state.items()}, out / "model.safetensors.part")
    (out / "model.safetensors.part").rename(out / "model.safetensors")
    (out / "config.json").write_text(json.dumps(config, indent=1))
    shutil.copyfile(Path(minilm) / "tokenizer.json", out / "tokenizer.json")


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--work", required=True)
    args.add_argument("--minilm", required=True)
    args.add_argument("--out", required=True)
    args.add_argument("--warm", help="a reader to start from; without one the layers start as the embedder's")
    args.add_argument("--minutes", type=float, required=True)
    args.add_argument("--fall", type=float, default=0.0, help="the last minutes, in which the learning rate falls to 0")
    args.add_argument("--from-height", action="store_true", help="goes on from the checkpoint before the fall")
    args.add_argument("--clozes", type=float, default=0.3, help="share of the steps that read clozes")
    args.add_argument("--patterns", type=float, default=0.25, help="share of the steps that read questions made by rule")
    args.add_argument("--rate", type=float, default=1.2e-4)
    args.add_argument("--tokens", type=int, default=4096)
    args.add_argument("--threads", type=int, default=1)
    args.add_argument("--compile", action="store_true", help="compiles the layers first, which saves a fifth of the time")
    args.add_argument("--seed", type=int, default=7)
    args = args.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    random.seed(args.seed)

    rest = 1 - args.clozes - args.patterns
    pools = [(name, share, Inputs(Path(args.work) / f"{name}.npz"))
             for name, share in (("questions", rest), ("clozes", args.clozes), ("patterns", args.patterns)) if share > 0]
    reader = new_reader(args.minilm, args.warm)
    # inputs that are read with block-sparse attention are rare, and their shapes would be compiled again and again
    full = torch.compile(reader, dynamic=True) if args.compile else reader
    trained = list(reader.parameters())
    decayed = [p for p in trained if p.dim() > 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": [p for p in trained if p.dim() == 1], "weight_decay": 0.0}],
        lr=args.rate, betas=(0.9, 0.98), fused=True)
    average = {k: v.detach().clone() for k, v in reader.state_dict().items()}
    checkpoint, spent, step = Path(args.out).with_suffix(".checkpoint"), 0.0, 0
    height = Path(args.out).with_suffix(".height")
    start = height if args.from_height and height.exists() else checkpoint
    if start.exists():
        saved = torch.load(start, weights_only=True)
        reader.load_state_dict(saved["reader"])
        optimizer.load_state_dict(saved["optimizer"])
        average, spent, step = saved["average"], saved["spent"], saved["step"]
        print(f"goes on after {spent / 60:.1f} minutes, step {step}", flush=True)
    rng = np.random.default_rng(args.seed + step)
    drawn = [inputs.batches(np.random.default_rng(args.seed + step + n), args.tokens) for n, (_, _, inputs) in enumerate(pools)]
    plan = torch.Generator().manual_seed(args.seed + step)
    total, fall, seen, tokens_done, saved_at = args.minutes * 60, args.fall * 60, {}, 0, spent
    reader.train()

    def save(path):
        torch.save({"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "average": average,
                    "spent": spent, "step": step}, path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)

    while spent < total:
        clock = time.process_time()
        falling = fall and total - spent < fall
        rate = args.rate * min(1.0, (step + 1) / WARMUP_STEPS, (total - spent) / fall if falling else 1.0)
        for group in optimizer.param_groups:
            group["lr"] = rate + 1e-8
        at = rng.choice(len(pools), p=[share for _, share, _ in pools])
        name, _, inputs = pools[at]
        ids, contexts, answers, lengths, starts, ends, of = inputs.tensors(next(drawn[at]))
        with torch.autocast("cpu", torch.bfloat16):
            logits = full(ids, contexts, lengths) if ids.shape[1] <= FULL_LIMIT else reader(ids, contexts, lengths, plan)
        own, shared, counted = losses(logits, answers, starts, ends, of)
        loss = own + SHARED * shared
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        step += 1
        with torch.no_grad():
            weight = max(1 - AVERAGE, 1 / (step + 1)) if step < 1000 else 1 - AVERAGE
            names = list(average)
            now = reader.state_dict()
            torch._foreach_lerp_([average[k] for k in names], [now[k] for k in names], weight)
        tokens_done += int(lengths.sum())
        told = [(name, own.item())] + ([(name + " shared", shared.item())] if counted else [])
        for name, value in told:
            seen[name] = value if name not in seen else 0.99 * seen[name] + 0.01 * value
        # processor time, so that a paused process does not lose its learning rate
        spent += (time.process_time() - clock) / args.threads
        if step % 50 == 0:
            told = ", ".join(f"{k} {v:.3f}" for k, v in sorted(seen.items()))
            print(f"step {step}: {told}; {spent / 60:.1f} of {args.minutes:.0f} minutes, "
                  f"{tokens_done / max(spent - saved_at, 1e-9):.0f} tokens/s, rate {rate:.2e}", flush=True)
        if spent - saved_at > CHECKPOINT_SECONDS or spent >= total:
            saved_at, tokens_done = spent, 0
            save(checkpoint)
            if not falling:
                save(height)
            export(average, reader.bert.config, args.minilm, Path(args.out))


if __name__ == "__main__":
    main()
