"""Stage 2: trains the reader's layers 1-5 and its head; the embedder's part stays as it is.

    python reader.py --work WORK --minilm MINILM --out READER [--warm FOLDER] --minutes 50 [--threads 1]

The learning rate falls to 0 over the asked minutes of computing, which pauses do not count to. A run that
was interrupted goes on from its last checkpoint when the same command is given again.
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

# how often an input of a group is drawn, against 1 for an input of a group that is not named
MIXTURES = {
    # everything
    "broad": {
        "squad-v2.0-dev": 2.0, "squad-v1.1-dev": 1.3, "squadshifts-newwiki": 1.2, "true-negative": 3.0, "qamr": 0.7,
        "fairytaleqa": 0.4, "evidence-inference-v2": 0.5, "cuad": 0.3, "cuad-negative": 0.5,
        "swapped": 0.4, "turned": 0.3, "close": 0.3, "close-other": 0.25, "long": 0.15, "long-negative": 0.15,
    },
    # for a second round: half of it without an answer, a tenth of the tokens in long inputs, the other sources
    # just often enough not to be forgotten
    "refusing": {
        "squad-v2.0-dev": 2.0, "squad-v1.1-dev": 1.3, "squadshifts-newwiki": 1.2, "true-negative": 4.0, "qamr": 0.2,
        "fairytaleqa": 0.15, "evidence-inference-v2": 0.1, "cuad": 0.08, "cuad-negative": 0.15, "nq-qed-dev": 0.5,
        "qasper": 0.4, "covid-qa": 0.4, "swapped": 0.5, "turned": 0.4, "close": 0.4, "close-other": 0.1,
        "long": 0.08, "long-negative": 0.04,
    },
}
WARMUP = 0.03
CHECKPOINT_SECONDS = 240


class Inputs:
    """The inputs of stage 1, drawn by weight in batches of like length."""

    def __init__(self, path, mixture):
        pool = np.load(path, allow_pickle=False)
        self.ids, self.table = pool["ids"], pool["table"]
        self.ends = self.table[:, 1].cumsum()
        weights = np.array([MIXTURES[mixture].get(str(name), 1.0) for name in pool["names"]])[self.table[:, 0]]
        self.chance = weights / weights.sum()

    def batches(self, rng, tokens, draw=900):
        """Batches of at most `tokens` padded tokens, without end."""
        while True:
            picked = rng.choice(len(self.table), draw, replace=False, p=self.chance)
            picked = picked[np.argsort(self.table[picked, 1], kind="stable")]
            groups, group = [], []
            for i in picked:
                length = int(self.table[i, 1])
                if group and (length > FULL_LIMIT or length * (len(group) + 1) > tokens):
                    groups.append(group)
                    group = []
                group.append(i)
            groups.append(group)
            rng.shuffle(groups)
            yield from groups

    def tensors(self, group, device):
        """(ids, context starts, lengths, starts, ends) of a batch."""
        parts = [self.ids[self.ends[i] - self.table[i, 1] : self.ends[i]] for i in group]
        ids, contexts, lengths = collate(parts, [int(self.table[i, 2]) for i in group], device)
        places = torch.from_numpy(self.table[group, 3:5]).to(device)
        return ids, contexts, lengths, places[:, 0], places[:, 1]


def export(reader, minilm, out):
    """Writes the folder in Hugging Face's layout."""
    out.mkdir(parents=True, exist_ok=True)
    save_file({k: v.contiguous().cpu() for k, v in reader.state_dict().items()}, out / "model.safetensors.part")
    (out / "model.safetensors.part").rename(out / "model.safetensors")
    (out / "config.json").write_text(json.dumps(reader.bert.config, indent=1))
    shutil.copyfile(Path(minilm) / "tokenizer.json", out / "tokenizer.json")


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--work", required=True)
    args.add_argument("--minilm", required=True)
    args.add_argument("--out", required=True)
    args.add_argument("--warm", help="a reader to start from; without one the layers start as the embedder's")
    args.add_argument("--mixture", choices=MIXTURES, default="broad")
    args.add_argument("--minutes", type=float, required=True)
    args.add_argument("--rate", type=float, default=1.0e-4)
    args.add_argument("--tokens", type=int, default=3200)
    args.add_argument("--threads", type=int, default=1)
    args.add_argument("--seed", type=int, default=7)
    args.add_argument("--device", default="cpu")
    args = args.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    random.seed(args.seed)

    inputs = Inputs(Path(args.work) / "reader.npz", args.mixture)
    reader = new_reader(args.minilm, args.warm).to(args.device)
    trained = [p for p in reader.parameters() if p.requires_grad]
    decayed = [p for p in trained if p.dim() > 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": [p for p in trained if p.dim() == 1], "weight_decay": 0.0}],
        lr=args.rate, betas=(0.9, 0.98))
    checkpoint, spent, step = Path(args.out).with_suffix(".checkpoint"), 0.0, 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        reader.load_state_dict(saved["reader"])
        optimizer.load_state_dict(saved["optimizer"])
        spent, step = saved["spent"], saved["step"]
        print(f"goes on after {spent / 60:.1f} minutes, step {step}", flush=True)
    batches = inputs.batches(np.random.default_rng(args.seed + step), args.tokens)
    plan = torch.Generator().manual_seed(args.seed + step)
    total, loss_mean, tokens_done, saved_at = args.minutes * 60, None, 0, spent
    reader.train()
    while spent < total:
        clock = time.process_time()
        part = spent / total
        for group in optimizer.param_groups:
            group["lr"] = args.rate * min(part / WARMUP, (1 - part) / (1 - WARMUP), 1.0) + 1e-8
        ids, contexts, lengths, starts, ends = inputs.tensors(next(batches), args.device)
        with torch.autocast(args.device, torch.bfloat16):
            logits = reader(ids, contexts, lengths, plan)
        loss = (F.cross_entropy(logits[..., 0], starts) + F.cross_entropy(logits[..., 1], ends)) / 2
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        step += 1
        tokens_done += int(lengths.sum())
        loss_mean = loss.item() if loss_mean is None else 0.99 * loss_mean + 0.01 * loss.item()
        # processor time, so that a paused process does not lose its learning rate
        spent += (time.process_time() - clock) / args.threads
        if step % 20 == 0:
            print(f"step {step}: loss {loss_mean:.3f}, {spent / 60:.1f} of {args.minutes:.0f} minutes, "
                  f"{tokens_done / max(spent - saved_at, 1e-9):.0f} tokens/s", flush=True)
        if spent - saved_at > CHECKPOINT_SECONDS or spent >= total:
            saved_at, tokens_done = spent, 0
            torch.save({"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "spent": spent, "step": step},
                       checkpoint.with_suffix(".part"))
            checkpoint.with_suffix(".part").rename(checkpoint)
            export(reader, args.minilm, Path(args.out))


if __name__ == "__main__":
    main()
