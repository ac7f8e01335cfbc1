"""Stage 4: F1, exact match and AUROC of a reader per source of the held-out questions, and of whole articles.

    python measure.py --data DATA --model READER_FOLDER --out RESULT.json [--sources squad-v2.0-dev] [--sample 400]
    python measure.py ... --limit 460 --cut     one window a context, as `pagewing eval qa --window 460 --cut` reads them
    python measure.py ... --articles 300        whole articles in windows of up to 4,096 tokens

Predictions go next to the result as JSON lines (id, text, start, score), so that the application can be
compared on the same rows.
"""

import argparse
import json
import random
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

import data
from model import BLOCK, FULL_LIMIT, Reader, weights
from spans import auroc, best_spans, f1_em


def load(folder, device="cpu"):
    """A reader from a folder in Hugging Face's layout."""
    config = json.loads((Path(folder) / "config.json").read_text())
    reader = Reader(config)
    reader.load_state_dict(weights(folder))
    return reader.eval().to(device)


def batches(lengths, tokens):
    """Indices in groups of like length, at most `tokens` padded tokens each; long inputs go alone."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    group = []
    for i in order:
        if group and (lengths[group[0]] > FULL_LIMIT or lengths[group[0]] * (len(group) + 1) > tokens):
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def collate(ids, contexts, device):
    """Padded ids, context starts and lengths as tensors; above the full limit padded to whole blocks."""
    longest = max(len(i) for i in ids)
    if longest > FULL_LIMIT:
        longest = -(-longest // BLOCK) * BLOCK
    padded = np.zeros((len(ids), longest), dtype=np.int64)
    for row, one in zip(padded, ids):
        row[: len(one)] = one
    lengths = torch.tensor([len(i) for i in ids])
    return torch.from_numpy(padded).to(device), torch.tensor(contexts).to(device), lengths.to(device)


@torch.no_grad()
def predict(reader, rows, tok, limit=512, stride=128, tokens=4096, progress=False, cut=False, exact=False):
    """Best span of every row over its windows: dicts with text, start, end (characters) and score (span - null).

    `cut` reads the first window alone; `exact` computes in f32 where bf16 is usual.
    """
    device = next(reader.parameters()).device
    encoded = data.encode_all(tok, [r["question"] for r in rows] + [r["context"] for r in rows])
    parts = []
    for at, row in enumerate(rows):
        question = encoded[row["question"]][0][: data.QUESTION_TOKENS]
        context = encoded[row["context"]][0]
        room = limit - len(question) - 3
        for low in range(0, max(1, len(context) - stride), room - stride):
            ids = [data.CLS, *question, data.SEP, *context[low : low + room], data.SEP]
            parts.append((at, ids, len(question) + 2, low))
            if cut:
                break
    found, begun, done = [None] * len(rows), time.time(), 0
    plan = torch.Generator().manual_seed(1)
    for group in batches([len(p[1]) for p in parts], tokens):
        ids, contexts, lengths = collate([parts[i][1] for i in group], [parts[i][2] for i in group], device)
        with torch.autocast(device.type, torch.bfloat16, enabled=not exact):
            logits = reader(ids, contexts, lengths, plan)
        for i, (start, end, score) in zip(group, best_spans(logits.cpu(), contexts.cpu(), lengths.cpu())):
            at, _, first, low = parts[i]
            if found[at] is None or score > found[at]["score"]:
                offsets = encoded[rows[at]["context"]][1]
                a, b = offsets[start - first + low][0], offsets[end - first + low][1]
                found[at] = {"id": rows[at]["id"], "text": rows[at]["context"][a:b], "start": a, "end": b, "score": score}
        done += len(group)
        if progress and done % 64 < len(group):
            spent = time.time() - begun
            print(f"\r{done}/{len(parts)} windows, {spent * (len(parts) - done) / done:.0f} s left ", end="", flush=True)
    return found


def summary(rows, found):
    """F1 and EM over answerable rows, AUROC against unanswerable ones."""
    able = [i for i, r in enumerate(rows) if not r["is_impossible"]]
    marks = [f1_em(found[i]["text"], [a["text"] for a in rows[i]["answers"]]) for i in able]
    scores = np.array([f["score"] for f in found])
    impossible = np.array([r["is_impossible"] for r in rows])
    return {
        "answerable": len(able), "unanswerable": int(impossible.sum()),
        "f1": round(100 * float(np.mean([m[0] for m in marks])), 2) if able else None,
        "em": round(100 * float(np.mean([m[1] for m in marks])), 2) if able else None,
        "auroc": auroc(scores[~impossible], scores[impossible]),
    }


def held_out(path, sources, sample, seed=11):
    """Rows of qa_dev by source, at most `sample` each (0 = all), drawn once with a fixed seed."""
    by = defaultdict(list)
    for row in data.rows(path):
        if not sources or row["source"] in sources:
            by[row["source"]].append(row)
    rng = random.Random(seed)
    return {s: rng.sample(r, sample) if sample and sample < len(r) else r for s, r in by.items()}


def articles(folder, count, seed=11, source="squad-dev-article"):
    """Questions over whole held-out articles as rows whose context is the article."""
    documents = {d["doc_id"]: "\n\n".join(d["paragraphs"]) for d in data.rows(Path(folder) / "longqa_docs.jsonl.gz")}
    rows = [r for r in data.rows(Path(folder) / "longqa_eval.jsonl.gz")
            if r["source"] == source and not r["in_qa_train"] and r["answers"]]
    rows = random.Random(seed).sample(rows, min(count, len(rows)))
    text = lambda a: a["text"] if isinstance(a, dict) else a
    return [{"id": f"{r['doc_id']}:{i}", "question": r["question"], "context": documents[r["doc_id"]], "is_impossible": False,
             "answers": [{"text": text(a)} for a in r["answers"]]} for i, r in enumerate(rows)]


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--data", required=True)
    args.add_argument("--model", required=True)
    args.add_argument("--out", required=True)
    args.add_argument("--sources", nargs="*", default=[])
    args.add_argument("--sample", type=int, default=0)
    args.add_argument("--limit", type=int, default=512, help="tokens of a window")
    args.add_argument("--articles", type=int, default=0, help="questions over whole articles instead")
    args.add_argument("--cut", action="store_true", help="only the first window of a context")
    args.add_argument("--exact", action="store_true", help="f32 instead of bf16")
    args.add_argument("--answerable", action="store_true", help="answerable rows alone")
    args.add_argument("--threads", type=int, default=1)
    args.add_argument("--device", default="cpu")
    args = args.parse_args()
    torch.set_num_threads(args.threads)
    reader, tok = load(args.model, args.device), data.tokenizer(args.model)
    result, out = {}, Path(args.out)
    if args.articles:
        groups = {"squad-dev-article": articles(args.data, args.articles)}
        args.limit = max(args.limit, 4096)
    else:
        groups = held_out(Path(args.data) / "qa_dev.jsonl.gz", args.sources, args.sample)
    with open(out.with_suffix(".rows.jsonl"), "w", encoding="utf-8") as lines:
        for source, rows in groups.items():
            begun = time.time()
            rows = [r for r in rows if not (args.answerable and r["is_impossible"])]
            found = predict(reader, rows, tok, args.limit, progress=True, cut=args.cut, exact=args.exact)
            result[source] = summary(rows, found) | {"seconds": round(time.time() - begun)}
            print(f"\r{source}: {json.dumps(result[source])}", flush=True)
            for row, one in zip(rows, found):
                lines.write(json.dumps({"source": source, "impossible": row["is_impossible"], **one}, ensure_ascii=False) + "\n")
    out.write_text(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
