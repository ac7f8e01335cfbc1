"""Stage 3: which sentences a summary would be made of, read from the embedder's sentence vectors.

    python salience.py vectors --data DATA --minilm MINILM --work WORK [--train 400 --dev 60 --test 293]
    python salience.py head --data DATA --work WORK --out OUT

`vectors` runs the embedder over windows of whole sentences and stores one f16 vector per sentence with its
labels; `head` trains a small network on them, chooses on the dev part and reports on the test part. What it learns is how
much of the abstract a sentence says by itself, and more where the greedy ROUGE oracle (the sentences that together come
closest to the abstract) took it, beside what `surface.py` knows already.
"""

import argparse
import json
import random
import re
import time
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from rouge_score import rouge_scorer
from safetensors.torch import save_file

import data
import surface
from measure import batches
from model import Bert, weights

WINDOW = 254
PLACES = ["place in document (0 first, 1 last)", "place in section (0 first, 1 last)", "first of its section (0 or 1)",
          "section's place among sections (0 first, 1 last)", "ln(1 + words) / 4",
          "cosine of sentence vector and document mean"]
HIDDEN = 64
ORACLE = 1.0  # standard deviations that being taken by the oracle is worth
SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
ABBREVIATED = re.compile(r"(?:\b(?:e\.g|i\.e|et al|cf|vs|Fig|Figs|Eq|Dr|Mr|Mrs|Prof|No|approx|Ref|Sec)|\b[A-Z])\.$")


def sentences(text):
    """Sentences by a plain rule; a line break that is doubled ends one, too."""
    out = []
    for block in re.split(r"\n\s*\n", text):
        parts = SENTENCE_END.split(" ".join(block.split()))
        joined = []
        for part in parts:
            if joined and ABBREVIATED.search(joined[-1]):
                joined[-1] += " " + part
            else:
                joined.append(part)
        out += [p for p in joined if p]
    return out


def grams(text):
    words = re.findall(r"[a-z0-9]+", text.lower())
    return Counter(words) + Counter(zip(words, words[1:])), len(words)


def oracle(texts, abstract):
    """Sentences chosen greedily for overlap of words and pairs with the abstract, within its length; also each alone."""
    target, budget = grams(abstract)
    each = [grams(t) for t in texts]
    alone = np.array([sum((g & target).values()) / max(20, 2 * n) for g, n in each], dtype=np.float32)
    chosen, left, used = np.zeros(len(texts), dtype=bool), Counter(target), 0
    while used < budget:
        gain = [-1 if chosen[i] or n < 4 else sum((g & left).values()) / (n + 4) for i, (g, n) in enumerate(each)]
        best = int(np.argmax(gain))
        if gain[best] <= 0:
            break
        chosen[best] = True
        left -= each[best][0]
        used += each[best][1]
    return chosen, alone


def document(row):
    """Sentences with their place features (all but the cosine, which needs vectors)."""
    parts = [(sentences(s["text"])) for s in row["sections"]]
    parts = [p for p in parts if p]
    texts, places, total = [], [], sum(len(p) for p in parts)
    for at, part in enumerate(parts):
        for i, text in enumerate(part):
            places.append([len(texts) / max(1, total - 1), i / max(1, len(part) - 1), float(i == 0),
                           at / max(1, len(parts) - 1), np.log1p(len(text.split())) / 4])
            texts.append(text)
    return texts, np.array(places, dtype=np.float32), [len(p) for p in parts]


@torch.no_grad()
def sentence_vectors(embedder, tok, texts, section_sizes, tokens=4096):
    """Mean of the token outputs of every sentence, read in windows of whole sentences of one section, length 1."""
    device = next(embedder.parameters()).device
    ids = [e.ids[:WINDOW] for e in tok.encode_batch(texts, add_special_tokens=False)]
    windows, at = [], 0
    for size in section_sizes:
        current, length = [], 0
        for i in range(at, at + size):
            if current and length + len(ids[i]) > WINDOW:
                windows.append(current)
                current, length = [], 0
            current.append(i)
            length += len(ids[i])
        windows.append(current)
        at += size
    out = np.zeros((len(texts), embedder.config["hidden_size"]), dtype=np.float32)
    lengths = [2 + sum(len(ids[i]) for i in w) for w in windows]
    for group in batches(lengths, tokens):
        padded = np.zeros((len(group), lengths[group[0]]), dtype=np.int64)
        for row, w in zip(padded, group):
            row[: lengths[w]] = [data.CLS, *(t for i in windows[w] for t in ids[i]), data.SEP]
        padded = torch.from_numpy(padded).to(device)
        with torch.autocast(device.type, torch.bfloat16):
            states = embedder(padded, torch.zeros_like(padded), torch.tensor([lengths[w] for w in group], device=device))
        for state, w in zip(states.float().cpu().numpy(), group):
            start = 1
            for i in windows[w]:
                out[i] = state[start : start + len(ids[i])].mean(0) if ids[i] else 0
                start += len(ids[i])
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)


def sample(path, count, seed):
    """Documents of all domains, the common ones thinned (by the square root of their number)."""
    by = defaultdict(list)
    for row in data.rows(path):
        by[row["domain"]].append(row)
    rng, total = random.Random(seed), sum(len(r) ** 0.5 for r in by.values())
    picked = []
    for rows in by.values():
        picked += rng.sample(rows, min(len(rows), max(1, round(count * len(rows) ** 0.5 / total))))
    rng.shuffle(picked)
    return picked[:count]


def stored(folder, part, row):
    return Path(folder) / f"{part}-{re.sub(r'[^A-Za-z0-9]+', '_', row['id'])}.npz"


def vectors(args):
    """Writes WORK/salience/PART-ID.npz; documents already there are passed over."""
    torch.set_num_threads(args.threads)
    out = Path(args.work) / "salience"
    out.mkdir(parents=True, exist_ok=True)
    config = json.loads((Path(args.minilm) / "config.json").read_text())
    embedder = Bert(config).eval()
    embedder.load_state_dict({k: v for k, v in weights(args.minilm).items() if k.startswith(("embeddings.", "encoder."))})
    embedder.to(args.device)
    tok = data.tokenizer(args.minilm)
    jobs = []
    for part, name, count in (("dev", "sum_dev.jsonl.gz", args.dev), ("train", "sum_train.jsonl.xz", args.train), ("test", "sum_test.jsonl.gz", args.test)):
        if count:
            jobs += [(part, row) for row in sample(Path(args.data) / name, count, args.seed)]
    begun, done, read = time.time(), 0, 0
    for part, row in jobs:
        path = stored(out, part, row)
        done += 1
        if path.exists():
            continue
        texts, places, sizes = document(row)
        if len(texts) < 8:
            continue
        chosen, alone = oracle(texts, row["abstract"])
        found = sentence_vectors(embedder, tok, texts, sizes)
        np.savez(path, vectors=found.astype(np.float16), places=places, chosen=chosen, alone=alone)
        read += 1
        if read % 10 == 0:
            left = (time.time() - begun) / read * (len(jobs) - done)
            print(f"{done}/{len(jobs)} documents, {left / 60:.1f} minutes left", flush=True)


class SalienceHead(nn.Module):
    """score = output(gelu(hidden([v, v * m, places]))): sentence vector v, document mean m, both of length 1."""

    def __init__(self, width, dropout):
        super().__init__()
        self.hidden = nn.Linear(2 * width + len(PLACES), HIDDEN)
        self.output = nn.Linear(HIDDEN, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.output(self.dropout(F.gelu(self.hidden(self.dropout(x))))).squeeze(-1)


def inputs(vectors, places):
    """[sentences, 2 * width + places]: the vector times 20 (so that its elements are about 1), its product with the
    document mean times 400, and the places."""
    mean = vectors.mean(0)
    mean /= np.linalg.norm(mean)
    cosine = vectors @ mean
    return np.concatenate([20 * vectors, 400 * vectors * mean, places, cosine[:, None]], 1).astype(np.float32)


def load(args, part):
    """All stored documents of a part, with the surface features of their sentences."""
    folder, out = Path(args.work) / "salience", []
    name = {"train": "sum_train.jsonl.xz", "dev": "sum_dev.jsonl.gz", "test": "sum_test.jsonl.gz"}[part]
    for row in data.rows(Path(args.data) / name):
        path = stored(folder, part, row)
        if not path.exists():
            continue
        found = np.load(path)
        texts, _, sizes = document(row)
        headings = [h for h, n in zip((s["heading"] for s in row["sections"] if sentences(s["text"])), sizes) for _ in range(n)]
        out.append({
            "x": inputs(found["vectors"].astype(np.float32), found["places"]), "chosen": found["chosen"], "alone": found["alone"],
            "surface": surface.features(texts, headings, row["title"]), "texts": texts, "abstract": row["abstract"], "domain": row["domain"]})
    return out


def standardized(scores):
    return (scores - scores.mean()) / (scores.std() + 1e-9)


def picked(scores, texts, budget):
    """Sentences by falling score that do not repeat a chosen one, in reading order; the last one taken is cut to the budget."""
    chosen, words = {}, 0
    sets = {}
    for i in np.argsort(-scores):
        own, pieces = set(re.findall(r"\w+", texts[i].lower())), texts[i].split()
        if len(pieces) < 4 or any(len(own & s) > 0.7 * min(len(own), len(s)) for s in sets.values()):
            continue
        chosen[i], sets[i] = " ".join(pieces[: budget - words]), own
        words += len(pieces)
        if words >= budget:
            break
    return " ".join(chosen[i] for i in sorted(chosen))


def rouge(documents, score):
    """Mean ROUGE-1/2/L F1 (not stemmed) by domain and overall, of sentences scored by `score(document)`."""
    scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=False)
    marks = defaultdict(list)
    for one in documents:
        text = picked(score(one), one["texts"], len(one["abstract"].split()))
        got = scorer.score(one["abstract"], text)
        for group in (one["domain"], "all"):
            marks[group].append([100 * got[k].fmeasure for k in ("rouge1", "rouge2", "rougeL")])
    return {g: [len(m), *np.round(np.mean(m, 0), 1).tolist()] for g, m in marks.items()}


def target(one):
    """What the head learns: how much of the abstract a sentence says by itself, and more if the oracle took it."""
    return standardized(standardized(one["alone"]) + ORACLE * one["chosen"])


def agreement(documents, score):
    """Mean correlation of a score with the target within documents: steadier than ROUGE on few documents."""
    return float(np.mean([np.corrcoef(score(d), target(d))[0, 1] for d in documents]))


def trained(net, train, validate, weighed, args):
    """Trains the head beside the surface score by least squares; gives the weights of its best epoch on dev."""
    rng, best, kept = np.random.default_rng(args.seed), -1.0, None
    beside = nn.Parameter(torch.tensor(0.5))
    optimizer = torch.optim.AdamW([{"params": net.parameters(), "weight_decay": 0.1}, {"params": [beside], "weight_decay": 0.0}], lr=1e-3)
    falling = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.05, args.epochs)
    for epoch in range(args.epochs):
        net.train()
        losses = []
        for at in np.array_split(rng.permutation(len(train)), max(1, len(train) // 6)):
            loss = 0
            for i in at:
                scores = net(torch.from_numpy(train[i]["x"])) + beside * torch.from_numpy(standardized(train[i]["surface"] @ weighed)).float()
                loss = loss + F.mse_loss(scores, torch.from_numpy(target(train[i])).float()) / len(at)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        falling.step()
        net.eval()
        mark = validate(net)
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, beside {beside.item():.2f}, dev agreement {mark:.4f}", flush=True)
        if mark > best:
            best, kept = mark, {k: v.clone() for k, v in net.state_dict().items()}
    return kept


def head(args):
    """Trains the head, keeps the epoch that agrees best on dev together with the surface score, writes it and its report."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    train, dev, test = (load(args, p) for p in ("train", "dev", "test"))
    print(f"{len(train)} training, {len(dev)} dev, {len(test)} test documents", flush=True)
    weighed = surface.fit([(d["surface"], d["alone"]) for d in train])
    width = (train[0]["x"].shape[1] - len(PLACES)) // 2

    def plain(d):
        return standardized(d["surface"] @ weighed)

    def alone(net):
        def score(d):
            with torch.no_grad():
                return standardized(net(torch.from_numpy(d["x"])).numpy())
        return score

    def both(net, share):
        return lambda d: plain(d) + share * alone(net)(d)

    net = SalienceHead(width, args.dropout)
    net.load_state_dict(trained(net, train, lambda n: agreement(dev, both(n, 0.4)), weighed, args))
    net.eval()
    shares = {s: agreement(dev, both(net, s)) for s in (0.2, 0.3, 0.4, 0.5, 0.75, 1.0)}
    share = max(shares, key=shares.get)
    scores = {"surface": plain, "head": alone(net), "both": both(net, share)}
    report = {
        "documents": {"train": len(train), "dev": len(dev), "test": len(test)},
        "both": f"standardized surface score + {share} * standardized head score (share chosen on dev)",
        "dev_agreement": {k: round(agreement(dev, f), 4) for k, f in scores.items()},
        "dev": {k: rouge(dev, f) for k, f in scores.items()},
        "test": {k: rouge(test, f) for k, f in ({"lead": lambda d: -np.arange(len(d["texts"]))} | scores).items()},
    }
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    save_file({k: v.contiguous() for k, v in net.state_dict().items()}, out / "salience.safetensors")
    (out / "salience.json").write_text(json.dumps(description(width) | {"share": share}, indent=1))
    (Path(args.work) / "salience_report.json").write_text(json.dumps(report, indent=1))
    print(json.dumps(report))


def description(width):
    """What a program needs to compute the score without this file."""
    return {
        "encoder": "the embedder, f32 or int8, token types 0, positions from 0",
        "window": f"[CLS] sentences [SEP]: whole consecutive sentences of one section, together at most {WINDOW} tokens "
                  "without the two marks; a longer sentence is cut there",
        "sentence_vector": "mean of the last layer's outputs over the sentence's own tokens, divided by its length (L2)",
        "document_mean": "mean of all sentence vectors, divided by its length (L2)",
        "inputs": [{"name": "sentence_vector", "size": width, "times": 20},
                   {"name": "sentence_vector * document_mean (elementwise)", "size": width, "times": 400},
                   *({"name": p, "size": 1, "times": 1} for p in PLACES)],
        "place_in_document": "i / max(1, n - 1), sentence i of n; sections the same, counting sections with sentences",
        "words": "pieces between white space",
        "layers": ["hidden: [inputs] -> [64], y = W x + b", "gelu (erf)", "output: [64] -> [1]"],
        "score": "the single output; only its order, or its standardized value, within a document has a meaning",
    }


def main():
    args = argparse.ArgumentParser()
    stages = args.add_subparsers(dest="stage", required=True)
    for name in ("vectors", "head"):
        stage = stages.add_parser(name)
        stage.add_argument("--work", required=True)
        stage.add_argument("--threads", type=int, default=1)
        stage.add_argument("--seed", type=int, default=7)
        stage.add_argument("--data", required=True)
        if name == "vectors":
            stage.add_argument("--minilm", required=True)
            stage.add_argument("--device", default="cpu")
            for part, count in (("train", 400), ("dev", 60), ("test", 293)):
                stage.add_argument(f"--{part}", type=int, default=count)
        else:
            stage.add_argument("--out", required=True)
            stage.add_argument("--epochs", type=int, default=8)
            stage.add_argument("--dropout", type=float, default=0.4)
    args = args.parse_args()
    vectors(args) if args.stage == "vectors" else head(args)


if __name__ == "__main__":
    main()
