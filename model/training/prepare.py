"""Stage 1: makes every reader input once, as token ids on disk, in groups that the training mixes.

    python prepare.py --data DATA --minilm MINILM --out WORK
"""

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

import data
from negatives import Article, swapped, turned

WIKI = {"squad-v2.0-dev", "squad-v1.1-dev", "squadshifts-newwiki"}
STITCHED = WIKI | {"fairytaleqa", "covid-qa", "qasper"}
KEEP = {"qamr": 0.15}


class Pool:
    """Inputs of all groups, flat."""

    def __init__(self):
        self.ids, self.rows, self.names = [], [], []

    def add(self, group, made):
        if made is None:
            return
        ids, context, start, end = made
        if group not in self.names:
            self.names.append(group)
        self.ids.append(np.array(ids, dtype=np.uint16))
        self.rows.append((self.names.index(group), len(ids), context, start, end))

    def save(self, path):
        table = np.array(self.rows, dtype=np.int64)
        np.savez(path, ids=np.concatenate(self.ids), table=table, names=np.array(self.names))


def stitched(row, span, encoded, paragraphs, limit, rng, with_gold):
    """Question first, then the paragraph among others of its article, up to `limit` tokens."""
    question = encoded[row["question"]][0][: data.QUESTION_TOKENS]
    room = limit - len(question) - 3
    golds = [a["text"].lower() for a in row["answers"]]
    others = [p for p in paragraphs if p != row["context"] and not any(g in p.lower() for g in golds)]
    rng.shuffle(others)
    gold = encoded[row["context"]][0]
    room_left, picked = room - (len(gold) if with_gold else 0), []
    for text in others:
        ids = encoded[text][0]
        if len(ids) <= room_left:
            picked.append(ids)
            room_left -= len(ids)
    if with_gold:
        at = rng.randint(0, len(picked))
        shift = sum(len(p) for p in picked[:at])
        picked.insert(at, gold)
        span = (span[0] + shift, span[1] + shift)
    context = [i for part in picked for i in part]
    if len(context) < 640 or len(context) > room:
        return None
    return data.window(question, context, span if with_gold else None, limit, rng)


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--data", required=True)
    args.add_argument("--minilm", required=True)
    args.add_argument("--out", required=True)
    args.add_argument("--seed", type=int, default=7)
    args.add_argument("--long", type=int, default=2000, help="stitched inputs to make")
    args = args.parse_args()
    rng, begun = random.Random(args.seed), time.time()
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    questions = [r for r in data.rows(Path(args.data) / "qa_train.jsonl.gz") if rng.random() < KEEP.get(r["source"], 1)]
    tok = data.tokenizer(args.minilm)

    by_article = defaultdict(list)
    for row in questions:
        by_article[(row["source"].split("-v")[0], row["title"])].append(row)
    articles = {k: Article([r["context"] for r in v]) for k, v in by_article.items() if v[0]["source"] in STITCHED}

    changed = []
    for key, rows in by_article.items():
        if rows[0]["source"] not in WIKI | {"nq-qed-dev"}:
            continue
        article = articles.get(key) or Article([r["context"] for r in rows])
        for row in rows:
            if row["is_impossible"]:
                continue
            start = data.chosen_answer(row["answers"])[0]
            for kind, new in (("swapped", swapped(row["question"], row["context"], start, article, rng)),
                              ("turned", turned(row["question"], row["context"], start, rng))):
                if new and new != row["question"]:
                    changed.append((kind, new, row["context"]))

    texts = [r["question"] for r in questions] + [r["context"] for r in questions] + [c[1] for c in changed]
    encoded = data.encode_all(tok, texts)
    print(f"{len(questions)} questions, {len(changed)} changed, encoded after {time.time() - begun:.0f} s", flush=True)

    pool, spans = Pool(), {}
    for row in questions:
        question = encoded[row["question"]][0]
        context, offsets = encoded[row["context"]]
        if row["is_impossible"]:
            name = "true-negative" if row["source"] == "squad-v2.0-dev" else row["source"] + "-negative"
            pool.add(name, data.window(question, context, None, data.WINDOW_TOKENS, rng))
            continue
        span = data.token_span(offsets, *data.chosen_answer(row["answers"]))
        if span is None:
            continue
        spans[row["id"]] = span
        pool.add(row["source"], data.window(question, context, span, data.WINDOW_TOKENS, rng))
    for kind, question, text in changed:
        pool.add(kind, data.window(encoded[question][0], encoded[text][0], None, data.WINDOW_TOKENS, rng))
    for key, article in articles.items():
        for row in by_article[key]:
            if row["is_impossible"] or rng.random() > 0.5:
                continue
            golds = [a["text"] for a in row["answers"]]
            for text in article.closest_without(row["question"], golds, row["context"], 1):
                made = data.window(encoded[row["question"]][0], encoded[text][0], None, data.WINDOW_TOKENS, rng)
                pool.add("close" if row["source"] in WIKI else "close-other", made)

    able = [r for r in questions if r["id"] in spans and r["source"] in STITCHED]
    for row in rng.sample(able, min(len(able), args.long)):
        key = (row["source"].split("-v")[0], row["title"])
        limit = min(4096, int(1024 * 4 ** (rng.random() ** 1.5)))
        gold = rng.random() < 0.8
        made = stitched(row, spans[row["id"]], encoded, articles[key].paragraphs, limit, rng, gold)
        pool.add("long" if gold else "long-negative", made)
    pool.save(out / "reader.npz")
    count, tokens = Counter(), Counter()
    for row in pool.rows:
        count[pool.names[row[0]]] += 1
        tokens[pool.names[row[0]]] += row[1]
    for name in pool.names:
        print(f"{name:28} {count[name]:6} inputs {tokens[name] / count[name]:7.0f} tokens each")
    samples = [{"kind": k, "question": q} for k, q, _ in rng.sample(changed, 40)]
    (out / "changed_samples.json").write_text(json.dumps(samples, indent=1))
    print(f"done in {time.time() - begun:.0f} s")


if __name__ == "__main__":
    main()
