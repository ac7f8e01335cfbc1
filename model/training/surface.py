"""What a sentence shows without a network: the features the application already weighs, in short.

The salience head is trained on top of these, so that it learns what they do not see. They follow
`src-tauri/src/assistant/salience.rs`, standardized within a document; their weights are fitted here.
"""

import re
from collections import Counter, defaultdict

import numpy as np

STOP = set("""a about after all also an and any are as at be because been before being between both but by can could did do does
during each for from had has have having he her his how however i if in into is it its may might more most no nor not of on one
only or other our out over she should so some such than that the their them then there these they this those through to two under
up use used using was we were what when where which while who will with would you your""".split())
RESULTS = ("result", "finding", "evaluation")
METHODS = ("method", "material", "related work", "statistical", "experimental", "procedure", "participants", "setup")
CONCLUSION = ("conclu", "summary", "discussion")
INTRODUCTION = ("introduction", "background", "motivation", "overview")
ASIDE = ("acknowledg", "funding", "limitation", "appendix", "alternativ", "drawback", "test plan", "backwards compat", "security",
         "copyright", "prior art", "unresolved", "open questions", "future")
CUE = re.compile(r"\b(we (show|find|found|propose|present|introduce|demonstrate|conclude|describe|investigate|develop|stud(y|ied))"
                 r"|this (paper|study|article|work|proposal|document|pep|rfc|eip|specification|chapter|section)"
                 r"|in (summary|conclusion)|our (results|findings|study|data)|results (show|suggest|indicate)"
                 r"|aims?|goal|purpose|concludes?|proposes)\b", re.I)


def terms(text):
    return [w for w in re.findall(r"[a-z0-9]+", text.lower()) if w not in STOP and len(w) > 1]


def features(texts, headings, title):
    """[sentences, 21], standardized within the document; `headings` gives every sentence's section."""
    counts = [Counter(terms(t)) for t in texts]
    seen = Counter(w for c in counts for w in c)
    idf = {w: np.log(1 + len(texts) / n) for w, n in seen.items()}

    def vector(count):
        found = {w: n * idf[w] for w, n in count.items() if w in idf}
        size = sum(x * x for x in found.values()) ** 0.5 or 1.0
        return {w: x / size for w, x in found.items()}

    def cosine(a, b):
        return sum(x * b.get(w, 0.0) for w, x in a.items())

    def centre(parts):
        total = defaultdict(float)
        for part in parts:
            for w, x in part.items():
                total[w] += x
        size = sum(x * x for x in total.values()) ** 0.5 or 1.0
        return {w: x / size for w, x in total.items()}

    vectors = [vector(c) for c in counts]
    middle, opening = centre(vectors), centre(vectors[: max(3, -(-len(texts) // 20))])
    name = vector(Counter(terms(title)))
    named = {h: vector(Counter(terms(h))) for h in set(headings)}
    total, everything = Counter(w for c in counts for w in c.elements()), max(1, sum(sum(c.values()) for c in counts))
    out = []
    for i, (text, count, own, heading) in enumerate(zip(texts, counts, vectors, headings)):
        words, held, path = max(1, len(text.split())), sum(count.values()), heading.lower()
        share = sum(total[w] * n for w, n in count.items()) / max(1, held) / everything
        says = lambda role: float(any(r in path for r in role))
        out.append([
            cosine(own, middle), np.log(share + 1e-6), cosine(own, name), cosine(own, opening), cosine(own, named[heading]),
            says(RESULTS), says(CONCLUSION), says(INTRODUCTION), says(METHODS), says(ASIDE), float(bool(CUE.search(text))),
            text.count("(") + text.count("["), i / max(1, len(texts) - 1), float(i * 20 < max(20, len(texts))), float(i < 3),
            float(i == 0 or headings[i - 1] != heading), sum(c.isdigit() for c in text) / max(1, len(text)), np.log(words),
            float(words < 9), float(words > 40), held / words])
    out = np.array(out, dtype=np.float32)
    spread = out.std(0)
    return (out - out.mean(0)) / np.where(spread > 1e-5, spread, np.inf)


def fit(parts, ridge=10.0):
    """Ridge weights from features to each sentence's own ROUGE, both centred within documents: [(features, rouge), ...]."""
    x = np.concatenate([f for f, _ in parts]).astype(np.float64)
    y = np.concatenate([(r - r.mean()) / (r.std() + 1e-9) for _, r in parts]).astype(np.float64)
    return np.linalg.solve(x.T @ x + ridge * np.eye(x.shape[1]), x.T @ y).astype(np.float32)
