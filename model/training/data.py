"""Reads the question and summary files, and turns a row into the token window the reader sees.

An input is `[CLS] question [SEP] context [SEP]`; "not answered here" is the span at `[CLS]`. Rows keep
their character offsets until they are cut, so that an answer is never moved by the cutting.
"""

import collections
import gzip
import json
import lzma
from pathlib import Path

from tokenizers import Tokenizer

CLS, SEP, PAD = 101, 102, 0
QUESTION_TOKENS = 64
HEAD_TOKENS = 24
WINDOW_TOKENS = 320
LONG_TOKENS = 4096


def rows(path):
    """The JSON lines of a plain, gzip or xz file."""
    path = Path(path)
    opener = {".gz": gzip.open, ".xz": lzma.open}.get(path.suffix, open)
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def tokenizer(folder):
    """The WordPiece tokenizer of a model folder, without its own cutting and padding."""
    tok = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
    tok.no_truncation()
    tok.no_padding()
    return tok


def encode_all(tok, texts):
    """Token ids and character offsets of every text, each text encoded once."""
    unique = list(dict.fromkeys(texts))
    found = {}
    for at in range(0, len(unique), 2000):
        part = unique[at : at + 2000]
        for text, enc in zip(part, tok.encode_batch(part, add_special_tokens=False)):
            found[text] = (enc.ids, enc.offsets)
    return found


def chosen_answer(answers):
    """The answer most annotators marked (the first of equals) to train on: (start, end) characters."""
    spans = [(a["start"], a["start"] + len(a["text"])) for a in answers]
    count = collections.Counter(spans)
    return max(dict.fromkeys(spans), key=lambda s: count[s])


def token_span(offsets, start, end):
    """First and last token that touch the characters start..end, or None."""
    touched = [i for i, (a, b) in enumerate(offsets) if b > start and a < end]
    return (touched[0], touched[-1]) if touched else None


def window(question, context, span, limit, rng, head=()):
    """One input of at most `limit` tokens: (ids, context start, answer start, start, end); span None = unanswerable.

    `head` stands before the context and holds no answer. A context that does not fit is cut at a random place around
    the answer (or anywhere, without one).
    """
    question = question[:QUESTION_TOKENS]
    room = limit - len(question) - 3 - len(head)
    low = 0
    if len(context) > room:
        if span is None:
            low = rng.randint(0, len(context) - room)
        else:
            first, last = max(0, span[1] - room + 1), min(span[0], len(context) - room)
            if first > last:
                return None
            low = rng.randint(first, last)
    part = context[low : low + room]
    context_start = len(question) + 2
    answers = context_start + len(head)
    ids = [CLS, *question, SEP, *head, *part, SEP]
    if span is None:
        return ids, context_start, answers, 0, 0
    return ids, context_start, answers, answers + span[0] - low, answers + span[1] - low
