"""Best span, null score, F1, exact match and AUROC: how a reader is read and judged (SQuAD 2.0's rules)."""

import re
import string
from collections import Counter

import numpy as np
import torch

ANSWER_TOKENS = 30


def best_spans(logits, context_start, lengths):
    """Per row of [batch, tokens, 2]: (start, end, best span score - null score) over spans of up to 30 tokens."""
    out = []
    for row, first, length in zip(logits, context_start.tolist(), lengths.tolist()):
        s, e = row[first : length - 1, 0], row[first : length - 1, 1]
        pair = s[:, None] + e[None]
        near = torch.ones_like(pair, dtype=torch.bool).triu().tril(ANSWER_TOKENS - 1) if len(s) <= 800 else None
        if near is None:
            best = None
            for d in range(ANSWER_TOKENS):
                v, i = (s[: len(s) - d] + e[d:]).max(0)
                if best is None or v > best[0]:
                    best = (float(v), int(i), int(i) + d)
            score, a, b = best
        else:
            flat = pair.masked_fill(~near, -1e9).flatten()
            i = int(flat.argmax())
            score, a, b = float(flat[i]), i // len(s), i % len(s)
        out.append((first + a, first + b, score - float(row[0, 0] + row[0, 1])))
    return out


def normal(text):
    text = "".join(c for c in text.lower() if c not in set(string.punctuation))
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def f1_em(prediction, answers):
    """Best F1 and exact match against any of the answers."""
    f1 = em = 0.0
    got = normal(prediction).split()
    for answer in answers:
        want = normal(answer).split()
        same = sum((Counter(got) & Counter(want)).values())
        if got == want:
            em = 1.0
        if same:
            p, r = same / len(got), same / len(want)
            f1 = max(f1, 2 * p * r / (p + r))
    return max(f1, em), em


def auroc(positive, negative):
    """Chance that an answerable row scores above an unanswerable one; ties count half."""
    if not len(positive) or not len(negative):
        return None
    both = np.concatenate([positive, negative])
    order = both.argsort(kind="stable")
    ranks = np.empty(len(both))
    ranks[order] = np.arange(1, len(both) + 1)
    for value in np.unique(both):
        same = both == value
        if same.sum() > 1:
            ranks[same] = ranks[same].mean()
    n = len(positive)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * len(negative)))
