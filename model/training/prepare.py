"""Stage 1: makes every reader input once, as token ids on disk, in groups that the training mixes.

    python prepare.py --data DATA --minilm MINILM --out WORK [--clozes 5]

Writes `questions.npz` (annotated questions), `clozes.npz` (questions cut out of documents, see `cloze.py`) and
`patterns.npz` (questions made by rule, see `patterns.py`). An
input belongs to a set; the inputs of a set have the same question and are read in one step, so that the reader's
scores of different passages are compared.
"""

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from multiprocessing import Pool as Processes
from pathlib import Path

import numpy as np

import data
from cloze import clozes
import patterns
from negatives import Article, swapped, turned

WIKI = {"squad-v2.0-dev", "squad-v1.1-dev", "squadshifts-newwiki"}
STITCHED = WIKI | {"fairytaleqa", "covid-qa", "qasper"}
KEEP = {"qamr": 0.3}
# how often a question of a document is read beside the passages that compete with its own
SETS = {"squad-v2.0-dev": 0.6, "squad-v1.1-dev": 0.6, "squadshifts-newwiki": 0.6, "fairytaleqa": 0.5, "covid-qa": 1,
        "qasper": 1, "evidence-inference-v2": 1}
RIVALS = 3
HEADED = 0.4


class Pool:
    """Inputs of all groups, flat. A row: group, length, context start, answer start, start, end, set."""

    def __init__(self):
        self.ids, self.rows, self.names, self.sets = [], [], [], 0

    def add(self, group, inputs):
        """Adds a set of inputs, the one with the answer first; inputs that could not be made are None."""
        inputs = [i for i in inputs if i is not None]
        if not inputs:
            return
        if group not in self.names:
            self.names.append(group)
        for ids, context, answers, start, end in inputs:
            self.ids.append(np.array(ids, dtype=np.uint16))
            self.rows.append((self.names.index(group), len(ids), context, answers, start, end, self.sets))
        self.sets += 1

    def save(self, path):
        np.savez(path, ids=np.concatenate(self.ids), table=np.array(self.rows, dtype=np.int64), names=np.array(self.names))

    def tell(self):
        count, tokens, sets = Counter(), Counter(), defaultdict(set)
        for row in self.rows:
            name = self.names[row[0]]
            count[name] += 1
            tokens[name] += row[1]
            sets[name].add(row[6])
        for name in self.names:
            print(f"{name:32} {len(sets[name]):6} sets {count[name]:6} inputs {tokens[name] / count[name]:6.0f} tokens each")
        print(f"{sum(tokens.values()) / 1e6:.1f} million tokens", flush=True)


def head(title, rng):
    """What stands before a passage: a heading, or nothing."""
    return title.replace("_", " ").replace(" > ", " - ") + ": " if title and rng.random() < HEADED else None


def stitched(question, gold, span, others, limit, rng):
    """Question first, then the paragraph (if there is a span) among others of its article, up to `limit` tokens."""
    room = limit - len(question) - 3
    room_left, picked = room - (len(gold) if span else 0), []
    for ids in others:
        if len(ids) <= room_left:
            picked.append(ids)
            room_left -= len(ids)
    if span:
        at = rng.randint(0, len(picked))
        shift = sum(len(p) for p in picked[:at])
        picked.insert(at, gold)
        span = (span[0] + shift, span[1] + shift)
    context = [i for part in picked for i in part]
    if len(context) < 640 or len(context) > room:
        return None
    return data.window(question, context, span, limit, rng)


def questions_pool(args, rng):
    """The annotated questions."""
    questions = [r for r in data.rows(Path(args.data) / "qa_train.jsonl.gz") if rng.random() < KEEP.get(r["source"], 1)]
    tok = data.tokenizer(args.minilm)
    by_article = defaultdict(list)
    for row in questions:
        by_article[(row["source"].split("-v")[0], row["title"])].append(row)
    papers = {}
    for row in data.rows(Path(args.data) / "sum_train.jsonl.xz"):
        papers[row["title"].lower().strip()] = [p for s in row["sections"] for p in pieces(s["text"])]
    articles = {}
    for key, rows in by_article.items():
        if rows[0]["source"] in STITCHED | {"evidence-inference-v2"}:
            more = papers.get(rows[0]["title"].lower().strip(), [])
            articles[key] = Article([r["context"] for r in rows] + more)

    changed = []
    for key, rows in by_article.items():
        if rows[0]["source"] not in WIKI | {"nq-qed-dev", "covid-qa", "qasper"}:
            continue
        article = articles.get(key) or Article([r["context"] for r in rows])
        for row in rows:
            if row["is_impossible"]:
                continue
            start = data.chosen_answer(row["answers"])[0]
            for kind, new in (("swapped", swapped(row["question"], row["context"], start, article, rng)),
                              ("turned", turned(row["question"], row["context"], start, rng))):
                if new and new != row["question"]:
                    changed.append((kind, new, row["context"], row["title"]))

    texts = [r["question"] for r in questions] + [r["context"] for r in questions] + [c[1] for c in changed]
    texts += [p for a in articles.values() for p in a.paragraphs]
    encoded = data.encode_all(tok, texts)
    heads = data.encode_all(tok, [r["title"].replace("_", " ") + ": " for r in questions])
    print(f"{len(questions)} questions, {len(changed)} changed", flush=True)

    def made(question, context, span, title, limit=None):
        limit = limit or (data.WINDOW_TOKENS if rng.random() < 0.85 else 512)
        before = head(title, rng)
        before = heads[before][0][: data.HEAD_TOKENS] if before in heads else []
        return data.window(question, context, span, limit, rng, before)

    pool, spans = Pool(), {}
    for row in questions:
        question = encoded[row["question"]][0]
        context, offsets = encoded[row["context"]]
        if row["is_impossible"]:
            name = "true-negative" if row["source"] == "squad-v2.0-dev" else row["source"] + "-negative"
            pool.add(name, [made(question, context, None, row["title"])])
            continue
        span = data.token_span(offsets, *data.chosen_answer(row["answers"]))
        if span is None:
            continue
        spans[row["id"]] = span
        article = articles.get((row["source"].split("-v")[0], row["title"]))
        golds = [a["text"] for a in row["answers"]]
        title = row["title"] if row["source"] in STITCHED | {"evidence-inference-v2"} else None
        if article and rng.random() < SETS.get(row["source"], 0):
            rivals = article.closest_without(row["question"], golds, row["context"], 6)
            near = rivals[: RIVALS - 1] + rng.sample(rivals[RIVALS - 1 :], min(1, len(rivals[RIVALS - 1 :])))
            kept, moved = context, span
            # a passage of the application does not end where a paragraph does
            if len(context) < 180 and len(rivals) > 4 and rng.random() < 0.4:
                beside = encoded[rivals[-1]][0]
                if rng.random() < 0.5:
                    kept, moved = beside + context, (span[0] + len(beside), span[1] + len(beside))
                else:
                    kept = context + beside
            inputs = [made(question, kept, moved, title)]
            if inputs[0]:
                inputs += [made(question, encoded[text][0], None, title) for text in near]
            pool.add("set-" + row["source"], inputs)
        else:
            pool.add(row["source"], [made(question, context, span, title)])
    for kind, question, text, title in changed:
        pool.add(kind, [made(encoded[question][0], encoded[text][0], None, title)])

    able = [r for r in questions if r["id"] in spans and r["source"] in STITCHED]
    for row in rng.sample(able, min(len(able), args.long)):
        article = articles[(row["source"].split("-v")[0], row["title"])]
        golds = [a["text"].lower() for a in row["answers"]]
        others = [p for p in article.paragraphs if p != row["context"] and not any(g in p.lower() for g in golds)]
        rng.shuffle(others)
        limit = min(4096, int(1024 * 4 ** (rng.random() ** 1.5)))
        span = spans[row["id"]] if rng.random() < 0.8 else None
        pool.add("long" if span else "long-negative", [stitched(
            encoded[row["question"]][0][: data.QUESTION_TOKENS], encoded[row["context"]][0], span,
            [encoded[p][0] for p in others[:80]], limit, rng)])
    samples = [{"kind": c[0], "question": c[1]} for c in rng.sample(changed, 40)]
    (Path(args.out) / "changed_samples.json").write_text(json.dumps(samples, indent=1))
    return pool


def pieces(text, words=130):
    """A section's text in pieces of about a passage's length."""
    parts = text.split()
    return [" ".join(parts[i : i + words]) for i in range(0, len(parts), words) if i == 0 or len(parts) - i > 30]


def of_document(job):
    """The questions that a document gives without annotators, encoded: lists of inputs."""
    row, seed, most, make, minilm = job
    rng = random.Random(seed)
    tok = of_document.tok = getattr(of_document, "tok", None) or data.tokenizer(minilm)
    sets = []
    for question, heading, passage, start, end, others in make(row, rng, most):
        before = [head(heading, rng) or "", *(h + ": " if h else "" for h, _ in others)]
        enc = tok.encode_batch([question, passage, *(text for _, text in others), *before], add_special_tokens=False)
        span = data.token_span(enc[1].offsets, start, end)
        if span is None:
            continue
        heads = [e.ids[: data.HEAD_TOKENS] for e in enc[2 + len(others) :]]
        inputs = [data.window(enc[0].ids, enc[1].ids, span, data.WINDOW_TOKENS, rng, heads[0])]
        if inputs[0]:
            inputs += [data.window(enc[0].ids, e.ids, None, data.WINDOW_TOKENS, rng, heads[0] and h)
                       for e, h in zip(enc[2:], heads[1:])]
        sets.append(inputs)
    return sets


def unannotated(args, name, make, most):
    """Questions without annotators from the training documents."""
    jobs = [(row, i, most, make, args.minilm) for i, row in enumerate(data.rows(Path(args.data) / "sum_train.jsonl.xz"))]
    pool = Pool()
    with Processes(2) as processes:
        for sets in processes.imap_unordered(of_document, jobs, 32):
            for inputs in sets:
                pool.add(name, inputs)
    return pool


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--data", required=True)
    args.add_argument("--minilm", required=True)
    args.add_argument("--out", required=True)
    args.add_argument("--seed", type=int, default=7)
    args.add_argument("--long", type=int, default=2000, help="stitched inputs to make")
    args.add_argument("--clozes", type=int, default=6, help="questions to cut out of each document")
    args.add_argument("--patterns", type=int, default=7, help="questions to make by rule from each document")
    args.add_argument("--only", choices=["questions", "clozes", "patterns"])
    args = args.parse_args()
    begun, out = time.time(), Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    made = {
        "clozes": lambda: unannotated(args, "cloze", clozes, args.clozes),
        "patterns": lambda: unannotated(args, "pattern", patterns.asked, args.patterns),
        "questions": lambda: questions_pool(args, random.Random(args.seed)),
    }
    for name, make in made.items():
        if args.only in (None, name):
            pool = make()
            pool.save(out / f"{name}.npz")
            pool.tell()
    print(f"done in {time.time() - begun:.0f} s")


if __name__ == "__main__":
    main()
