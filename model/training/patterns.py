"""Questions made by rule from sentences of papers: "The median pH was 6.1" becomes "What was the median pH?".

The annotated questions are mostly about encyclopedias and stories. People ask papers about amounts with their units,
methods, instruments, dates, sponsors and reasons; each rule here turns one way to state such a fact into the ways to
ask for it. The answers are whole phrases: a number has its unit, a range both ends.
"""

import re

from cloze import passages_of

UNIT = (r"(?:%|°\s?C|°\s?F|degrees(?: Celsius)?|percent|per cent|[kKmMµμnpG]?(?:g|m|L|l|M|Hz|W|V|A|J|Pa|mol|eV|bp|Da|Gy|T|s)\b(?:\s?[/·]\s?[kmµμn]?[a-zA-Z]+\d?)?"
        r"|(?:kWh|ppm|ppb|rpm|mmHg|kcal|dB|kb|GB|MB|TB|cm|mm|km|nm|µm|μm|ha|mL|ml|µL|μL|mg|kg|µg|μg|ng|mM|µM|μM|nM|min|h|hr|hrs|ms|Å|U|IU|x|mph|km²|m²|m³|cm²)\b(?:\s?[/·]\s?[a-zA-Z]+\d?)?"
        r"|(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|times|fold|-fold|points?|euros?|dollars?|pounds?|words?|items?|epochs?|layers?|parameters|units|meters|metres|kilometers|kilometres|grams?|kilograms?|liters?|litres?|patients|participants|samples|children|women|men|students|species|cells|genes|sentences|tokens|images|records|respondents|cases)\b)")
NUMBER = r"(?:[-−–]?\d[\d,]*(?:\.\d+)?|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred))"
AMOUNT = rf"(?:(?:about|approximately|around|over|nearly|almost|at least|more than|less than|up to|only)\s)?[$€£]?{NUMBER}(?:\s?±\s?\d[\d.]*)?(?:\s?(?:million|billion|thousand))?(?:(?:\s?[-–]\s?|\sto\s|\sand\s){NUMBER})?(?:\s?{UNIT})?"
YEAR = r"(?:1[6-9]|20)\d\d"
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DATE = rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?{MONTH}(?:\s\d{{1,2}},?)?(?:\s{YEAR})?|{YEAR})"
SPAN_OF_TIME = rf"{NUMBER}(?:\s?(?:-|–|to)\s?{NUMBER})?[\s-](?:seconds?|s|minutes?|min|hours?|h|days?|d|weeks?|months?|years?)\b"
# a subject of a few words, up to its verb
SUBJECT = r"(?P<s>(?:The|A|An|All|These|Our|Both|Each|This|[A-Z][\w-]*)(?:\s[\w'’()/%-]+){0,7}?)"
BE = r"(?P<be>was|were|is|are)"
DONE = r"(?P<v>(?:not |also |then |first |subsequently |randomly |significantly )?(?:[a-z]+ed|built|made|found|given|taken|grown|kept|held|seen|shown|chosen|done|sent|written|drawn|run|set|sold|known|born|begun|bought|fed|left|lost|paid|put|read|split|spent|taught|told|won))"
END = r"(?=[.,;:)]|\s(?:and|but|while|whereas|which|in|for|with|by|at|on|using|from|to|as|after|before|during|\())"
BASE = {"reduced": "reduce", "increased": "increase", "decreased": "decrease", "improved": "improve", "lowered": "lower",
        "raised": "raise", "fell": "fall", "rose": "rise", "dropped": "drop", "grew": "grow", "declined": "decline",
        "lasted": "last", "took": "take", "used": "use", "cost": "cost", "weighed": "weigh", "covered": "cover",
        "included": "include", "contained": "contain", "reached": "reach", "received": "receive", "completed": "complete",
        "recruited": "recruit", "enrolled": "enroll", "collected": "collect", "obtained": "obtain", "produced": "produce",
        "measured": "measure", "consumed": "consume", "lost": "lose", "gained": "gain", "showed": "show", "found": "find",
        "reported": "report", "had": "have", "required": "require", "achieved": "achieve", "outperformed": "outperform"}


def low(text):
    """The subject inside a question."""
    first = text.split()[0]
    keep = first.isupper() and len(first) > 1 or first not in ("The", "A", "An", "All", "These", "Our", "Both", "Each", "This", "Their", "Its")
    text = text if keep and first[0].isupper() and first.lower() not in COMMON else text[0].lower() + text[1:]
    return re.sub(r"^(these|our|this) ", "the ", text)


AFTER = re.compile(rf"\s?{UNIT}(?![a-z])")
# what cannot be asked about, and what is done without a way or a tool
UNASKED = re.compile(r"(?:There|It|This|They|We|Here|Which|That|After|When|While|If|As|In|For|From|Each other)\b")
VAGUE = {"associated", "compared", "combined", "provided", "followed", "correlated", "concerned", "involved", "linked",
         "related", "filled", "faced", "used", "shown", "given", "found", "seen", "known", "left"}
COMMON = set("""samples patients participants children women men data plants seeds cells mice rats animals subjects
respondents students results blood leaves soil water temperature total mean median statistical analyses analysis genomic
primers sequences images models experiments treatments measurements questionnaires interviews""".split())


def rules():
    """(pattern, makers, name of the group that answers). A maker gets the match and returns a question."""
    s = lambda m: low(m["s"])
    be = lambda m: m["be"]
    yield rf"^{SUBJECT} {BE} {DONE} (?:in|on|during) (?P<a>{DATE}){END}", [
        lambda m: f"When {be(m)} {s(m)} {m['v']}?", lambda m: f"In which year {be(m)} {s(m)} {m['v']}?",
        lambda m: f"What year {be(m)} {s(m)} {m['v']}?"]
    yield rf"^{SUBJECT} {BE} {DONE} (?:at|to) (?P<a>(?:room temperature|{NUMBER}(?:\s?[-–]\s?{NUMBER})?\s?°\s?C)){END}", [
        lambda m: f"At what temperature {be(m)} {s(m)} {m['v']}?", lambda m: f"What temperature {be(m)} {s(m)} {m['v']} at?"]
    yield rf"^{SUBJECT} {BE} {DONE} for (?P<a>{SPAN_OF_TIME}){END}", [
        lambda m: f"How long {be(m)} {s(m)} {m['v']}?", lambda m: f"For how long {be(m)} {s(m)} {m['v']}?"]
    yield rf"^{SUBJECT} {BE} {DONE} every (?P<a>{NUMBER}? ?[a-z]+){END}", [
        lambda m: f"How often {be(m)} {s(m)} {m['v']}?"]
    yield rf"^{SUBJECT} {BE} {DONE} (?:using|with|by means of|by using|via) (?P<a>(?:the |a |an )?[A-Z0-9a-z][\w./-]*(?:\s(?!and\b|in\b|for\b|to\b|at\b|with\b|from\b|on\b|of\b|by\b|according\b|as\b)[\w./-]+){{0,5}}(?: of (?:the )?[\w-]+)?)(?=[.,;(]|\s(?:and|in|for|to|at|with|from|on|according|as|by|\())", [
        lambda m: f"How {be(m)} {s(m)} {m['v']}?", lambda m: f"What {be(m)} {s(m)} {m['v']} with?",
        lambda m: f"Which method was used: how {be(m)} {s(m)} {m['v']}?", lambda m: f"With what {be(m)} {s(m)} {m['v']}?"]
    yield rf"^{SUBJECT} {BE} {DONE} (?:from|by) (?P<a>(?:the )?[A-Z][\w.&-]*(?:\s(?:[A-Z][\w.&-]*|of|and|for|the|de|&))*(?:\s[A-Z][\w.&-]*)?)(?=[.,;(])", [
        lambda m: f"Who {be(m)} {s(m)} {m['v']} by?" , lambda m: f"Where {be(m)} {s(m)} {m['v']} from?"]
    yield rf"^{SUBJECT} {BE} {DONE} (?:in|at) (?P<a>(?:the )?[A-Z][\w.-]*(?:,?\s(?:[A-Z][\w.-]*|of|and|the|de))*)(?=[.,;(]|\s(?:in|from|between|during|using|by|with))", [
        lambda m: f"Where {be(m)} {s(m)} {m['v']}?", lambda m: f"In which place {be(m)} {s(m)} {m['v']}?"]
    yield rf"(?:^|\b[Ii]n total,? |\b[Aa] total of |; )(?P<a>{NUMBER}) (?P<n>(?:[a-z-]+ ){{0,3}}[a-z]{{3,}}s|patients|participants|children|women|men|people) (?P<be>were|was) (?P<v>[a-z]+ed|taken|given|chosen|found|seen)\b(?P<r>(?: (?:in|from|for|to|at|with|by) [\w ]{{3,30}}?)?)(?=[.,;(])", [
        lambda m: f"How many {m['n']} were {m['v']}{m['r']}?", lambda m: f"How many {m['n']} were {m['v']} in total?",
        lambda m: f"What was the number of {m['n']} {m['v']}?"]
    yield rf"\b(?P<v>included|recruited|enrolled|collected|obtained|surveyed|interviewed|analyzed|analysed|examined|contains|contained|comprises|comprised|studied|tested|sampled|used) (?:data from |a total of )?(?P<a>{NUMBER}) (?P<n>(?:[a-z-]+ ){{0,3}}[a-z]{{3,}}s|patients|participants|children|women|men|people)\b", [
        lambda m: f"How many {m['n']} were {past(m['v'])}?", lambda m: f"How many {m['n']} were there?",
        lambda m: f"How many {m['n'].split()[-1]} took part?" if m['n'].split()[-1] in ("patients", "participants", "children", "women", "men", "people", "students", "schools", "respondents", "subjects", "adults") else f"What is the number of {m['n']}?"]
    yield rf"(?:^|, |; |\b(?:and|that|while|whereas) )(?P<s>(?:[Tt]he|[Aa]n?|[Oo]ur|[Mm]ean|[Mm]edian|[Aa]verage|[Tt]otal|[Oo]verall) (?:[\w'’%-]+ ){{1,8}}?)(?P<be>was|were|is|are) (?P<a>(?:estimated (?:to be|at) )?{AMOUNT}(?:\s?\((?:95\s?%\s?CI|range|SD|IQR|interquartile range)[^)]{{3,30}}\))?)(?=[.,;)(]|\s(?:and|in|for|with|at|on|while|whereas|but|compared|per|among|after|during|\())", [
        lambda m: f"What {m['be']} {low(m['s'].strip())}?", lambda m: f"How much {m['be']} {low(m['s'].strip())}?",
        lambda m: f"What {m['be']} {low(m['s'].strip())}?", lambda m: f"How high {m['be']} {low(m['s'].strip())}?"]
    yield rf"\b(?P<p>at|with|to|using|had|has|of|by|for) (?:a|an|the) (?P<n>(?:[a-z-]+ ){{0,3}}(?:rate|temperature|concentration|size|length|width|height|depth|dose|frequency|ratio|speed|distance|pressure|threshold|level|density|volume|resolution|age|score|weight|limit|power|duration|period|accuracy|value|step|dimension|factor|number|cost|price|budget|yield|capacity|thickness|diameter|interval|coverage|mass|humidity|probability|margin|radius|intensity|efficiency)) of (?P<a>{AMOUNT})(?=[.,;)(]|\s[a-z])", [
        lambda m: f"What was the {m['n']}?", lambda m: f"What {m['n']} was used?", lambda m: f"Which {m['n']} was used?",
        lambda m: f"What is the {m['n']}?", lambda m: f"At what {m['n']} was this done?" if m['p'] == "at" else f"What was the {m['n']}?"]
    yield rf"^(?P<s>(?:The|A|An|Our|[A-Z][\w-]*) (?:[\w'’%()-]+ ){{0,7}}?)(?P<v>increased|decreased|fell|rose|dropped|declined|grew|was reduced|were reduced|improved) (?P<a>from {AMOUNT}(?: \([^)]{{2,25}}\))?(?: [a-z]+){{0,5}}? to {AMOUNT})(?=[.,;(]|\s[a-z])", [
        lambda m: f"What happened to {low(m['s'].strip())}?", lambda m: f"How did {low(m['s'].strip())} change?",
        lambda m: f"From what to what did {low(m['s'].strip())} change?"]
    yield rf"^(?P<s>(?:The|A|An|Our|[A-Z][\w-]*) (?:[\w'’%-]+ ){{0,6}}?)(?P<v>reduced|increased|decreased|improved|lowered|raised) (?P<o>(?:the )?(?:[\w-]+ ){{1,6}}?)by (?P<a>(?:about |approximately |up to |nearly |almost )?{AMOUNT})(?=[.,;(]|\s[a-z])", [
        lambda m: f"By how much did {low(m['s'].strip())} {BASE[m['v']]} {m['o'].strip()}?",
        lambda m: f"By {'how many percent' if '%' in m['a'] else 'what amount'} did {low(m['s'].strip())} {BASE[m['v']]} {m['o'].strip()}?",
        lambda m: f"How much did {low(m['s'].strip())} {BASE[m['v']]} {m['o'].strip()}?"]
    yield rf"^(?P<s>(?:The|A|An|Our|[A-Z][\w-]*) (?:[\w'’%-]+ ){{0,7}}?)(?P<be>was|were|is|are) (?P<a>(?:about |approximately |nearly )?{NUMBER}(?:\s?(?:times|-fold|fold)|\s?%) (?P<c>higher|lower|larger|smaller|greater|faster|slower|more|less|longer|shorter))(?P<t> than [^.,;(]{{3,50}})", [
        lambda m: f"How much {m['c']} {m['be']} {low(m['s'].strip())}{m['t']}?",
        lambda m: f"How many times {m['c']} {m['be']} {low(m['s'].strip())}{m['t']}?" if "%" not in m["a"] else f"By what percentage {m['be']} {low(m['s'].strip())} {m['c']}{m['t']}?"]
    yield rf"^{SUBJECT} {BE} (?P<v>(?:not )?[a-z]+(?:ed)?(?: [a-z]+){{0,4}}?),? (?P<a>(?:because|since|due to|as a result of|owing to) [^.;]{{8,110}}?)(?=[.;]|, (?:and|but|which))", [
        lambda m: f"Why {be(m)} {s(m)} {m['v']}?", lambda m: f"What is the reason that {s(m)} {be(m)} {m['v']}?"]
    yield rf"^(?P<s>[A-Z][\w-]+(?:\s[\w-]+){{0,3}}) (?:\([A-Z][\w-]*\) )?(?:is|are) (?P<a>(?:an?|the|one of the) (?:[\w'’-]+ ){{1,12}}?(?:that|which|of|for|used|with|in) [^.;]{{5,100}})(?=[.;])", [
        lambda m: f"What is {low(m['s'])}?", lambda m: f"What does {low(m['s'])} mean?", lambda m: f"What are {low(m['s'])}?"]
    yield rf"\b(?P<n>[a-z-]+ [a-z]+s|[a-z]{{5,}}s) (?:such as|including|namely) (?P<a>[A-Za-z][\w-]*(?: [\w-]+){{0,3}}(?:, [\w-]+(?: [\w-]+){{0,3}})+,? (?:and|or) [\w-]+(?: [\w-]+){{0,2}})(?=[.;),])", [
        lambda m: f"Which {m['n']} are mentioned?", lambda m: f"What {m['n']} were considered?", lambda m: f"Which {m['n']}?"]
    yield rf"(?:95\s?% ?(?:CI|confidence interval)[\s:,=]*(?:of )?)(?P<a>\(?{NUMBER}(?:\s?%)?(?:\s?[-–,]\s?|\sto\s){NUMBER}(?:\s?%)?)", [
        lambda m: "What is the 95% confidence interval?", lambda m: "What was the confidence interval?", lambda m: "What is the 95 % CI?"]
    yield rf"\b(?:study|work|research|project|trial|investigation|authors?|analysis|program(?:me)?) (?:was|were|is|has been|are|have been) (?:partly |partially |also |jointly |financially |kindly )?(?:supported|funded|financed|sponsored|paid for) (?:financially |in part )?(?:by|through|from|with) (?P<a>(?:a |the |an )?[^.;()\[]{{4,90}}?)(?=[.;(\[]|, (?:and|grant|under|contract|through))", [
        lambda m: "Who funded the study?", lambda m: "Who paid for the research?", lambda m: "What was the source of funding?",
        lambda m: "Which organization supported this work?", lambda m: "How was the study financed?", lambda m: "Who sponsored the work?"]
    yield rf"\b(?:analyses|analysis|analyzed|analysed|computed|calculated|performed|carried out|conducted|processed|implemented|fitted) (?:were |was )?(?:performed |conducted |carried out |done |made )?(?:using|with|in|by) (?:the )?(?P<a>(?:SPSS|SAS|R|STATA|Stata|Python|MATLAB|Matlab|GraphPad Prism|Prism|Excel|Minitab|JMP|PyTorch|TensorFlow|ImageJ|GenStat|Statistica|MEGA|Origin|RevMan|EpiData|Keras|scikit-learn)(?: (?:statistical )?(?:software|package))?(?:,? (?:version|v\.?|ver\.) ?[\d.]+|\s\d+(?:\.\d+)*)?)(?=[.,;(\s])", [
        lambda m: "Which software was used for the analysis?", lambda m: "What software was used?", lambda m: "Which program were the calculations done with?",
        lambda m: "Which statistical software did the authors use?", lambda m: "With which software were the data analysed?"]
    yield rf"\b(?:registered|registration)\b[^.;]{{0,60}}?(?P<a>(?:NCT|ISRCTN|ACTRN|UMIN|ChiCTR[-\w]*|CTRI/?|EudraCT|DRKS|IRCT|NTR|PACTR|KCT|JPRN[-\w]*)\s?:?#?[\d/-]{{3,}}\w*)", [
        lambda m: "Under which number was the trial registered?", lambda m: "What is the trial registration number?", lambda m: "Where is the registration of the trial?"]
    yield rf"\b(?:[Dd]ata|[Dd]atasets?|[Cc]ode|[Ss]ource code|[Ii]mplementation|[Ss]oftware)(?: [\w-]+){{0,8}}? (?:is|are|can be|will be|have been|has been|were) (?:made |freely |publicly |openly )*(?:available|found|accessed|obtained|deposited|downloaded|published|released|accessible) (?:at|on|in|from|under|via|through|with|upon) (?P<a>(?:the )?[^\s;()]+(?: [^.;()]{{2,60}}?)?)(?=[.;(]\s|[.;]$|\s\()", [
        lambda m: "Where can the data be found?", lambda m: "Where are the data available?", lambda m: "Where is the code?", lambda m: "How can the data be obtained?"]
    yield rf"\b(?:approved|approval|permission|consent)\b(?: [\w-]+){{0,8}}? by (?P<a>(?:the )?[^.;()]{{5,90}}?(?:[Cc]ommittee|[Bb]oard|IRB|[Cc]ommission|[Cc]ouncil)(?: (?:of|for|at) [^.;(),]{{3,60}})?)(?=[.,;(])", [
        lambda m: "Who approved the study?", lambda m: "Which ethics committee approved the study?", lambda m: "Which board gave its approval?"]
    yield rf"(?:^|\b)(?:[Oo]ne|[Aa]nother|[Tt]he|[Aa]|[Oo]ur|[Tt]he main|[Aa] major|[Aa] further)(?: [a-z]+)? limitations? (?:of (?:this|our|the) (?:study|work|trial|analysis|paper|approach|method|research) )?(?:is|was|are|were|include|includes) (?:that )?(?P<a>[^.;]{{10,170}})(?=[.;])", [
        lambda m: "What are the limitations of the study?", lambda m: "What is the main limitation?", lambda m: "Which limitation do the authors name?",
        lambda m: "What are the weaknesses of this work?"]
    yield rf"\b(?:[Ww]e|[Tt]he authors|[Tt]his (?:study|paper|work)) (?:conclude|concluded|concludes|found|find|show|shows|showed|demonstrate|demonstrated|suggest|suggests) that (?P<a>[^.;]{{20,160}})(?=[.;])", [
        lambda m: "What did the authors conclude?", lambda m: "What is the main finding?", lambda m: "What does the study show?", lambda m: "What is the conclusion?"]
    yield rf"\b(?:aim|purpose|goal|objective)s? of (?:this|the|our|the present|the current) (?:study|work|paper|research|trial|review|investigation) (?:is|was|were|are) (?:to )?(?P<a>[^.;]{{15,170}})(?=[.;])", [
        lambda m: "What is the aim of the study?", lambda m: "What was the purpose of this work?", lambda m: "What did the study want to find out?", lambda m: "What is the objective?"]
    yield rf"\b(?:trained|optimized|optimised|fine-tuned|trained end-to-end)\b[^.;]{{0,60}}? (?:using|with|by) (?:the )?(?P<a>Adam\w*|SGD|RMSprop|Adagrad|stochastic gradient descent|AdamW)\b", [
        lambda m: "Which optimizer was used?", lambda m: "What optimizer did they train with?", lambda m: "How was the model trained?"]
    yield rf"\b(?:on|use|used|using|from) (?:the|a) (?P<a>[A-Z][\w-]*(?:[ -][A-Z0-9][\w-]*){{0,3}})(?: [a-z-]+)? (?:dataset|data set|corpus|benchmark|database|archive|cohort|survey)\b", [
        lambda m: "Which dataset was used?", lambda m: "What data set do they use?", lambda m: "Which corpus was used?", lambda m: "What is the name of the dataset?"]
    yield rf"\b(?:compared (?:to|with|against)|outperforms?|outperformed|baselines?,? (?:including|such as|are)) (?P<a>(?:the )?[A-Z][\w-]+(?:[ ,-][\w-]+){{0,8}}?)(?=[.;(]|\s(?:by|in|on|with|for))", [
        lambda m: "What baselines are compared?", lambda m: "What was it compared with?", lambda m: "Which methods are compared?"]
    yield rf"^(?P<s>(?:The|This|Our|Each|A|An) (?:[\w-]+ ){{0,4}}(?:trial|study|experiment|intervention|treatment|training|session|interview|test|survey|sampling|season|process|programme|program|procedure|incubation|follow-up)) (?P<v>lasted|took|ran for|continued for) (?P<a>(?:about |approximately |on average )?{SPAN_OF_TIME})", [
        lambda m: f"How long did {low(m['s'])} last?", lambda m: f"How long did {low(m['s'])} take?", lambda m: f"What was the duration of {low(m['s'])}?"]
    yield rf"\b(?P<s>(?:[\w-]+ ){{0,3}}[\w-]+) (?P<be>was|were) (?:significantly |much |clearly |slightly )?(?P<c>highest|lowest|largest|smallest|greatest|longest|shortest|most common|strongest|fastest) (?:in|for|with|at|among|on) (?P<a>(?:the )?[\w-]+(?:\s(?!and\b|but\b|while\b|which\b)[\w-]+){{0,5}})(?=[.,;(])", [
        lambda m: f"Where {m['be']} {low(m['s'])} {m['c']}?", lambda m: f"In which case {m['be']} {low(m['s'])} {m['c']}?", lambda m: f"For what {m['be']} {low(m['s'])} {m['c']}?"]
    yield rf"\b(?P<s>[Tt]he (?:most common|main|largest|second largest|primary|most frequent|most important|biggest|rarest|best|worst) (?:[\w-]+ ){{0,3}}?[\w-]+(?: (?:of|in|for) (?:the )?[\w-]+(?: [\w-]+)?)?) (?P<be>was|were|is|are) (?P<a>[^.;,(]{{3,70}})(?=[.;,(])", [
        lambda m: f"What {m['be']} {low(m['s'])}?", lambda m: f"Which {m['be']} {low(m['s'])}?"]


def past(verb):
    return {"contains": "contained", "comprises": "comprised", "included": "included"}.get(verb, verb)


RULES = [(re.compile(pattern), makers) for pattern, makers in rules()]


def loosened(question, rng):
    """The question as people type it: other units and signs, small letters, no question mark."""
    if rng.random() < 0.3:
        question = question.replace("µ", "u").replace("μ", "u").replace("%", " percent").replace("  ", " ").replace("°C", "degrees")
    if rng.random() < 0.1:
        question = question.replace("was", "is").replace("were", "are") if rng.random() < 0.5 else question.lower()
    if rng.random() < 0.1:
        question = question.rstrip("?")
    return question


def asked(document, rng, most):
    """At most `most` questions of a document, as `cloze.clozes` returns them, with several passages without the answer."""
    passages = passages_of(document["sections"])
    texts = [" ".join(sentences) for _, sentences in passages]
    bags = [set(re.findall(r"\w+", t.lower())) for t in texts]
    found = []
    for p, (heading, sentences) in enumerate(passages):
        at = 0
        for sentence in sentences:
            if 30 < len(sentence) < 500:
                for n, (pattern, makers) in enumerate(RULES):
                    for m in pattern.finditer(sentence):
                        found.append((n, p, at, m, makers, sentence))
            at += len(sentence) + 1
    rng.shuffle(found)
    made, per_rule, used = [], {}, set()
    for n, p, at, m, makers, sentence in found:
        if len(made) >= most or per_rule.get(n, 0) >= 2 or (p, at) in used:
            continue
        answer = re.sub(r"\s?\[[\d, –-]*\]$|[,(\s]+$", "", m["a"])
        after = sentence[m.start("a") + len(answer) :]
        unit = AFTER.match(after) if answer[-1:].isdigit() else None
        if unit:
            answer, after = answer + unit.group(), after[unit.end() :]
        subject = m.groupdict().get("s") or ""
        if (not 1 <= len(answer.strip(" (")) <= 180 or answer.lower() in ("the", "a", "an") or re.match(r"[.,]?\d|\s?[×x^]\s?\d", after) or UNASKED.match(subject)
                or m.groupdict().get("v") in VAGUE or re.match(r"(?:Fig|Table|Eq|Section|Appendix|Additional|Supplement)", answer)):
            continue
        per_rule[n] = per_rule.get(n, 0) + 1
        used.add((p, at))
        start = at + m.start("a") + len(answer) - len(answer.lstrip(" ("))
        end = at + m.start("a") + len(answer)
        text = texts[p]
        question = re.sub(r"\s+", " ", rng.choice(makers)(m))
        words = set(re.findall(r"\w+", question.lower()))
        bare = text[start:end].lower()
        rivals = sorted(((len(words & bags[o]), o) for o in range(len(passages))
                         if abs(o - p) > 1 and bare not in texts[o].lower() and not (not subject and any(RULES[n][0].search(t) for t in passages[o][1]))),
                        reverse=True)[:2]
        made.append((loosened(question, rng), passages[p][0], text, start, end, [(passages[o][0], texts[o]) for _, o in rivals]))
    return made


if __name__ == "__main__":
    import random
    import sys
    from collections import Counter

    import data

    rng, count = random.Random(7), Counter()
    for at, row in enumerate(data.rows(sys.argv[1])):
        if at % 97 == 5:
            made = asked(row, rng, 8)
            count["docs"] += 1
            count["made"] += len(made)
            for q, h, text, a, b, other in made:
                print(f"{q}  <<{text[a:b]}>>   ...{text[max(0, a - 60):a]}")
    print(count)
