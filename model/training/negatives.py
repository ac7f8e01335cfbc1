"""Unanswerable questions made from answerable ones, in the ways the authors of SQuAD 2.0 wrote theirs.

The change is made in the question alone (an entity, a year or a number of the same article put in place
of the asked one, a negation, an antonym), so that the paragraph stays as close to an answer as can be and
only reading tells the two apart. Every rule checks that the changed condition does not hold in the
sentence with the answer; what cannot be checked by rule (paraphrases) is left as noise.
"""

import math
import re
from collections import Counter, defaultdict

ANTONYMS = """first/last largest/smallest highest/lowest most/least more/fewer before/after north/south east/west
northern/southern eastern/western increase/decrease increased/decreased won/lost win/lose began/ended begin/end
start/end started/ended early/late earliest/latest oldest/youngest above/below maximum/minimum male/female men/women
allowed/prohibited accepted/rejected support/oppose supported/opposed inside/outside upper/lower major/minor
higher/lower larger/smaller greater/lesser longest/shortest best/worst rich/poor strong/weak positive/negative
public/private internal/external majority/minority common/rare founded/abolished built/destroyed born/died
opened/closed bought/sold added/removed gained/lost rise/fall rose/fell left/joined old/new same/different
always/never able/unable legal/illegal successful/unsuccessful help/hinder cause/prevent causes/prevents
approved/denied easy/difficult large/small high/low hot/cold heavy/light simple/complex true/false hard/soft
import/export urban/rural primary/secondary husband/wife son/daughter father/mother king/queen""".split()
OPPOSITE = {}
for pair in ANTONYMS:
    a, b = pair.split("/")
    OPPOSITE.setdefault(a, b)
    OPPOSITE.setdefault(b, a)

NEGATED = {"did": "didn't", "does": "doesn't", "do": "don't", "is": "isn't", "are": "aren't", "was": "wasn't",
           "were": "weren't", "can": "can't", "has": "hasn't", "have": "haven't", "could": "couldn't",
           "would": "wouldn't", "will": "won't", "had": "hadn't"}
YEAR = re.compile(r"\b(1[0-9]{3}|20[0-2][0-9])\b")
NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\w,]|\.\d)")
NAME = re.compile(r"(?<=[a-z,;] )(?:[A-Z][\w'’.-]+)(?: (?:of |the |de |van |von )?[A-Z][\w'’-]+)*")
WORD = re.compile(r"\w+")


def sentence_of(text, start):
    """The sentence around a character, by a plain rule."""
    low = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start)) + 1
    high = text.find(". ", start)
    return text[low : high + 1 if high >= 0 else len(text)]


class Article:
    """What one article can lend to a changed question: years, numbers, and names by the word before them."""

    def __init__(self, paragraphs):
        self.paragraphs = list(dict.fromkeys(paragraphs))
        self.years, self.numbers = set(), set()
        self.names = defaultdict(set)
        for text in self.paragraphs:
            self.years.update(YEAR.findall(text))
            self.numbers.update(NUMBER.findall(text))
            for found in NAME.finditer(text):
                before = text[: found.start()].split()[-1:] or [""]
                self.names[before[0].lower()].add(found.group().strip(".'’"))
        self.words = [Counter(w.lower() for w in WORD.findall(p)) for p in self.paragraphs]
        seen = Counter(w for words in self.words for w in words)
        self.idf = {w: math.log(1 + len(self.words) / n) for w, n in seen.items()}

    def closest_without(self, question, answers, own, count):
        """The `count` paragraphs by BM25 against the question that hold none of the answers."""
        asked = {w.lower() for w in WORD.findall(question)}
        scored = []
        for text, words in zip(self.paragraphs, self.words):
            lowered = text.lower()
            if text == own or any(a.lower() in lowered for a in answers):
                continue
            length = 0.25 + 0.75 * sum(words.values()) / 110
            scored.append((sum(self.idf.get(w, 0) * words[w] * 2.2 / (words[w] + 1.2 * length) for w in asked if words[w]), text))
        scored.sort(key=lambda s: -s[0])
        return [text for score, text in scored[:count] if score > 0]


def _put(question, found, new):
    return question[: found.start()] + new + question[found.end() :]


def swapped(question, context, answer_start, article, rng):
    """The question with an entity, year or number of another place in the article, or None."""
    sentence = sentence_of(context, answer_start)
    options = [("year", f) for f in YEAR.finditer(question)] + [("name", f) for f in NAME.finditer(question)]
    options = options or [("number", f) for f in NUMBER.finditer(question)]
    rng.shuffle(options)
    for kind, found in options:
        old = found.group().strip(".'’?")
        before = (question[: found.start()].split()[-1:] or [""])[0].lower()
        pool = {"year": article.years, "number": article.numbers, "name": article.names.get(before, set())}[kind]
        held = {w.lower() for w in WORD.findall(question)} | {w.lower() for w in WORD.findall(sentence)}
        far = [n for n in pool if not {w.lower() for w in WORD.findall(n)} & held]
        near = [n for n in far if n in context]
        choice = near if near and rng.random() < 0.6 else far
        if choice and old:
            tail = found.group()[len(old) :]
            return _put(question, found, rng.choice(sorted(choice)) + tail)
    return None


def turned(question, context, answer_start, rng):
    """The question with an antonym or a negation, or None."""
    sentence = sentence_of(context, answer_start).lower()
    opposed = [f for f in WORD.finditer(question) if f.group().lower() in OPPOSITE]
    opposed = [f for f in opposed if OPPOSITE[f.group().lower()] not in sentence]
    if opposed:
        found = rng.choice(opposed)
        return _put(question, found, OPPOSITE[found.group().lower()])
    if re.search(r"n't|\bnot\b|\bnever\b|\bno\b", question.lower() + " " + sentence) or rng.random() < 0.6:
        return None
    for found in WORD.finditer(question):
        if found.group().lower() in NEGATED:
            word = found.group()
            new = NEGATED[word.lower()]
            return _put(question, found, new.capitalize() if word[0].isupper() else new)
    return None
