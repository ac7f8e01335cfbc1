"""Questions without annotators: a span that stands twice in a document is cut out of one sentence, which becomes the
question, and is looked for in another passage (recurring span selection, Ram et al. 2021).

A word that asks stands where the span stood, so that the question looks like one that a person asks. The passage of
the document that shares the most words with the question and lacks the span becomes an input without an answer.
"""

import re
from collections import Counter, defaultdict

WORD = re.compile(r"\d[\d,]*(?:\.\d+)?%?|[A-Za-zÀ-ÿ][\w'’.\-–/]*\w|[A-Za-z]")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9(\"“])")
STOP = set("""a about above after again against all also although am an and any are as at be because been before being
below between both but by can could did do does doing down during each either et al few for from further had has have
having he her here hers him his how however i if in into is it its itself just may me might more most must my no nor not
of off on once one only or other our out over own per same she should since so some such than that the their them then
there therefore these they this those through thus to too two under until up upon us use used using very was we were what
when where whether which while who whom whose why will with within without would you your first second new high low
between table figure fig based study results result data method methods model models different number use see
""".split())
PASSAGE_WORDS = 150
LONGEST_SPAN = 6
ASKED_WORDS = (7, 45)
NUMBER = re.compile(r"^[\d.,%–-]+$")
UNCLEAN = re.compile(r"http|www|et al|doi|[=|{}<>@#_^\\]|\[\d|\(\d{4}|[a-z]\(")


def passages_of(sections):
    """(heading, sentences) of about 150 words each, which never cross a section."""
    out = []
    for section in sections:
        sentences, words = [], 0
        for sentence in SENTENCE_END.split(" ".join(section["text"].split())):
            length = len(sentence.split())
            if sentences and words + length > PASSAGE_WORDS:
                out.append((section["heading"], sentences))
                sentences, words = sentences[-1:], len(sentences[-1].split())
                if words > 60:
                    sentences, words = [], 0
            sentences.append(sentence)
            words += length
        if words >= 12:
            out.append((section["heading"], sentences))
    return out


def spans_of(sentence, words):
    """Candidate spans of a sentence's words: (first, last) without a stop word at either end."""
    lowered = [w.group().lower() for w in words]
    for i in range(len(words)):
        if lowered[i] in STOP or len(lowered[i]) < 2 and not lowered[i].isdigit():
            continue
        for j in range(i, min(i + LONGEST_SPAN, len(words))):
            if j > i and sentence[words[j - 1].end() : words[j].start()] != " ":
                break
            if lowered[j] in STOP:
                continue
            yield i, j


def clean(sentence):
    """Whether a sentence is prose and can become a question."""
    letters = sum(c.isalpha() or c == " " for c in sentence)
    return sentence[0].isupper() and letters > 0.85 * len(sentence) and not UNCLEAN.search(sentence)


def question_word(span, before, rng):
    """The words that ask for a span."""
    if NUMBER.match(span):
        if re.fullmatch(r"(1[6-9]|20)\d\d", span):
            return rng.choice(["which year", "what year", "when"])
        return rng.choice(["how many", "what number", "how much", "what"])
    if span[0].isupper() and " " in span:
        return rng.choice(["who", "what", "which"])
    return rng.choice(["what", "what", "which"])


def asked(sentence, start, end, rng):
    """The sentence with a question word, or the mask, in the place of the span."""
    span = sentence[start:end]
    if rng.random() < 0.25:
        put = "[MASK]"
    else:
        put = question_word(span, sentence[:start], rng)
    text = (sentence[:start] + put + sentence[end:]).strip()
    if put != "[MASK]" and text.lower().startswith(put):
        text = text[0].upper() + text[1:]
    return re.sub(r"[.!]+$", "", text) + "?"


def clozes(document, rng, most):
    """At most `most` questions of a document: (question, heading, passage, start, end,
    [(heading, passage) without the span])."""
    passages = passages_of(document["sections"])
    if len(passages) < 4:
        return []
    where = defaultdict(list)  # span -> [(passage, sentence, start, end)]
    words_of, sentence_words = [], {}
    seen = Counter()
    for p, (_, sentences) in enumerate(passages):
        bag = set()
        for s, sentence in enumerate(sentences):
            words = list(WORD.finditer(sentence))
            sentence_words[p, s] = {w.group().lower() for w in words} - STOP
            bag |= sentence_words[p, s]
            for i, j in spans_of(sentence, words):
                text = sentence[words[i].start() : words[j].end()]
                where[text if any(c.isupper() or c.isdigit() for c in text) else text.lower()].append(
                    (p, s, words[i].start(), words[j].end()))
        words_of.append(bag)
        seen.update(bag)
    rare = lambda w: seen[w] <= max(2, len(passages) // 6)
    candidates = []
    for text, places in where.items():
        if not 2 <= len({p for p, *_ in places}) <= 6:
            continue
        named = any(c.isupper() for c in text[1:]) or text[0].isupper() or any(c.isdigit() for c in text)
        if " " not in text and not named:
            if not rare(text) or rng.random() > 0.15:
                continue
        if " " not in text and text[0].isupper() and text[1:].islower() and all(start == 0 for _, _, start, _ in places):
            continue
        weight = (2.0 if any(c.isdigit() for c in text) else 1.0) * (1.5 if " " in text else 1.0) * (1.5 if named else 0.7)
        candidates.append((rng.random() ** (1 / weight), text, places))
    candidates.sort(reverse=True)
    made, used = [], set()
    for _, text, places in candidates:
        if len(made) >= most:
            break
        own = {w.lower() for w in WORD.findall(text)}
        best = None
        for p, s, start, end in places:
            if (p, s) in used or not clean(passages[p][1][s]) or not ASKED_WORDS[0] <= len(passages[p][1][s].split()) <= ASKED_WORDS[1]:
                continue
            left = sentence_words[p, s] - own
            for q, t, a, b in places:
                if q == p or abs(q - p) == 1 and passages[p][1][s] in passages[q][1]:
                    continue
                near = sum(1 + (rare(w)) for w in left & sentence_words[q, t])
                far = 0.25 * len(left & words_of[q])
                # the same sentence twice asks nothing
                if len(left & sentence_words[q, t]) > 0.8 * max(1, len(left)):
                    continue
                score = near + far
                if near >= 3 and (best is None or score > best[0]):
                    best = (score, p, s, start, end, q, t, a, b)
        if best is None:
            continue
        _, p, s, start, end, q, t, a, b = best
        used.add((p, s))
        question = asked(passages[p][1][s], start, end, rng)
        heading, sentences = passages[q]
        at = sum(len(x) + 1 for x in sentences[:t])
        passage = " ".join(sentences)
        left = sentence_words[p, s] - own
        others = [(len(left & words_of[o]), o) for o in range(len(passages))
                  if o != p and abs(o - p) > 1 and text.lower() not in " ".join(passages[o][1]).lower()]
        other = max(others)[1] if others else None
        made.append((question, heading, passage, at + a, at + b,
                     [] if other is None or rng.random() > 0.4 else [(passages[other][0], " ".join(passages[other][1]))]))
    return made


if __name__ == "__main__":
    import random
    import sys

    import data

    rng = random.Random(7)
    for at, row in enumerate(data.rows(sys.argv[1])):
        if at % 900 == 5:
            for q, h, text, a, b, other in clozes(row, rng, 4):
                print(f"{q}\n   [{h}] {text[max(0, a - 120):a]}<<{text[a:b]}>>{text[b:b + 60]}\n")
