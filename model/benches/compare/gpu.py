#!/usr/bin/env python3
"""The times of gpu.sh: transformers eager and Pagewing on the same card, in turn, with the same random weights.

    gpu.py              what the card can do at most, three runs of each lane, the best time of each kind of work, then the tables
    gpu.py --table      the tables of what is saved

Each lane is a process of its own. A length is read twice, and the second reading is timed. The memory is what the driver
says is taken on the card while the lane runs, less what was taken before.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import threading
import time

import compare

LANES = [("transformers", "f32"), ("transformers", "bf16"), ("Pagewing", "f32"), ("Pagewing", "bf16")]
LENGTHS = [1024, 4096, 16384]
BEAMS = [1, 5]
POSITIONS = max(LENGTHS)
# what Pagewing is to reach: times as fast as transformers in the same precision
GOALS = {"reading": 2, "writing": 3, "in all": 3}
# a summary: reading 4,096 tokens and writing with five beams
ALL = ["read 4096", "write 5"]
# what the work takes at least, for weights of the shape of random-577m (docs/performance.md): the products and the attention
# of reading 4,096 tokens, and what a step of writing about them reads, for all beams together
FLOP = 1.65e12 + 0.17e12
STEP = {"f32": 1.87e9, "bf16": 0.93e9}


def peer(arguments):
    """One run of transformers, in a process of its own; prints a line of JSON."""
    import torch
    from transformers import BigBirdPegasusForConditionalGeneration

    start = time.perf_counter()
    dtype = {"f32": torch.float32, "bf16": torch.bfloat16}[arguments.peer]
    model = BigBirdPegasusForConditionalGeneration.from_pretrained(
        arguments.folder, dtype=dtype, attn_implementation="eager"
    ).to("cuda").eval()
    torch.cuda.synchronize()
    result = {"load": time.perf_counter() - start, "encodes": [], "writes": []}
    with torch.inference_mode():
        for length in arguments.lengths:
            ids = torch.tensor([compare.tokens(length, model.config.vocab_size)], device="cuda")
            mask = torch.ones_like(ids)
            for _ in range(2):
                # reading a short text makes the encoder forget its block-sparse attention
                model.model.encoder.set_attention_type(model.config.attention_type)
                torch.cuda.synchronize()
                start = time.perf_counter()
                encoded = model.get_encoder()(input_ids=ids, attention_mask=mask)
                torch.cuda.synchronize()
                seconds = time.perf_counter() - start
            result["encodes"].append({"tokens": length, "seconds": seconds})
        for beams in arguments.writes:
            start = time.perf_counter()
            written = model.generate(
                encoder_outputs=encoded, attention_mask=mask, num_beams=beams, do_sample=False,
                max_new_tokens=arguments.new_tokens, min_new_tokens=arguments.new_tokens, length_penalty=0.8,
            )
            torch.cuda.synchronize()
            seconds = time.perf_counter() - start
            result["writes"].append({"beams": beams, "seconds": seconds, "ids": written[0].tolist()[1:]})
    print(json.dumps(result))


def limits():
    """What the card can do at most, in a process of its own: a large product in each precision, and a large copy."""
    import torch

    def best(work):
        times = []
        for _ in range(10):
            torch.cuda.synchronize()
            start = time.perf_counter()
            work()
            torch.cuda.synchronize()
            times.append(time.perf_counter() - start)
        return min(times)

    found, size = {}, 8192
    for precision, dtype in (("f32", torch.float32), ("bf16", torch.bfloat16)):
        a, b = (torch.randn(size, size, device="cuda", dtype=dtype) for _ in range(2))
        found[f"flop/s {precision}"] = 2 * size**3 / best(lambda: a @ b)
    source = torch.zeros(2 << 30, dtype=torch.uint8, device="cuda")
    copy = torch.empty_like(source)
    # every byte is read and written
    found["bytes/s"] = 2 * source.numel() / best(lambda: copy.copy_(source))
    print(json.dumps(found))


def taken():
    """Bytes that are taken on the first card."""
    query = ["nvidia-smi", "--id=0", "--query-gpu=memory.used", "--format=csv,noheader,nounits"]
    return int(subprocess.run(query, capture_output=True, text=True, check=True).stdout.split()[0]) << 20


class Peak:
    """The most memory of the card that is taken while a block runs, beyond what was taken before."""

    def __enter__(self):
        self.before = self.most = taken()
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.look)
        self.thread.start()
        return self

    def look(self):
        while not self.ended.wait(0.05):
            self.most = max(self.most, taken())

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()

    @property
    def bytes(self):
        return self.most - self.before


def lane(arguments, who, precision, lengths, writes):
    """Lengths that are read, and beams with which the last one is written about."""
    lengths, threads = list(lengths), os.cpu_count()
    with Peak() as peak:
        if who == "transformers":
            result = compare.run([
                sys.executable, __file__, "--peer", precision, "--folder", arguments.folder,
                "--lengths", *lengths, "--writes", *writes, "--new-tokens", arguments.new_tokens,
            ], threads)
        else:
            result = compare.run([
                arguments.examples / "measure", arguments.folder, ",".join(map(str, lengths)),
                ",".join(map(str, writes)), arguments.new_tokens, precision, "zero", "cuda",
            ], threads)
    result["card_peak"] = peak.bytes
    return result


def measured(arguments):
    """All lanes, each run as often as asked; saved after each."""
    saved = {}
    most = compare.run([sys.executable, __file__, "--limits"], os.cpu_count())
    for number in range(1, arguments.runs + 1):
        for who, precision in LANES:
            kept = saved.setdefault(f"{who} {precision}", {})
            # a summary is written about 4,096 tokens, the length that the weights of this shape were made for
            result = lane(arguments, who, precision, [1024, 4096], BEAMS)
            long = lane(arguments, who, precision, [POSITIONS], [1])
            times = {f"read {e['tokens']}": e["seconds"] for e in result["encodes"] + long["encodes"]}
            times |= {f"write {w['beams']}": w["seconds"] for w in result["writes"]}
            for kind, seconds in times.items():
                kept[kind] = min(kept.get(kind, seconds), seconds)
            kept["peak 4096"] = max(kept.get("peak 4096", 0), result["card_peak"])
            kept[f"peak {POSITIONS}"] = max(kept.get(f"peak {POSITIONS}", 0), long["card_peak"])
            kept["ids"] = [w["ids"] for w in result["writes"]]
            arguments.results.parent.mkdir(parents=True, exist_ok=True)
            arguments.results.write_text(json.dumps({"new_tokens": arguments.new_tokens, "limits": most, "lanes": saved}))
            print(f"run {number}, {who} {precision}: {times}", file=sys.stderr, flush=True)


def table(results):
    """Prints the table; whether f32 wrote on the card what transformers wrote there."""
    if not results.exists():
        sys.exit("Nothing is saved yet: gpu.sh without an option measures.")
    saved = json.loads(results.read_text())
    new, lanes = saved["new_tokens"], saved["lanes"]
    reads = [f"read {length}" for length in LENGTHS]
    writes = [f"write {beams}" for beams in BEAMS]
    heads = [f"read {length:,}" for length in LENGTHS] + ["greedy", "5 beams", "peak, 4,096", f"peak, {POSITIONS:,}"]
    print(f"\n{new} tokens written about 4,096; the best of all runs\n\n| | " + " | ".join(heads) + " |")
    print("|---|" + "---:|" * len(heads))
    for name, took in lanes.items():
        cells = [f"{took[kind]:.3f} s" for kind in reads]
        cells += [f"{new / took[kind]:.1f} tokens/s" for kind in writes]
        cells += [f"{took[kind] / 1e9:.2f} GB" for kind in ("peak 4096", f"peak {POSITIONS}")]
        print(f"| {name} | " + " | ".join(cells) + " |")
    print("\n| times as fast as transformers | " + " | ".join(heads[:5] + ["in all"]) + " |\n|---|" + "---:|" * 6)
    slow = []
    for precision in ("f32", "bf16"):
        theirs, ours = lanes.get(f"transformers {precision}"), lanes.get(f"Pagewing {precision}")
        if theirs and ours:
            ratios = [theirs[kind] / ours[kind] for kind in reads + writes]
            ratios.append(sum(theirs[kind] for kind in ALL) / sum(ours[kind] for kind in ALL))
            print(f"| {precision} | " + " | ".join(f"{ratio:.1f}x" for ratio in ratios) + " |")
            for kind, ratio in zip(reads + writes + ["in all"], ratios):
                goal = "in all" if kind == "in all" else "reading" if kind in reads else "writing"
                if ratio < GOALS[goal]:
                    slow.append(f"{kind} in {precision}")
    print("\nIn all: reading 4,096 tokens and writing about them with 5 beams")
    if slow:
        goals = ", ".join(f"{goal} {times}x" for goal, times in GOALS.items())
        print(f"\nBelow the goal ({goals}): {', '.join(slow)}")
    shares(new, lanes, saved.get("limits"))
    same = all(lanes[f"{who} f32"]["ids"] == lanes["transformers f32"]["ids"]
               for who in ("transformers", "Pagewing") if f"{who} f32" in lanes and "transformers f32" in lanes)
    print(f"\nf32 writes the same tokens as transformers on this card: {'yes' if same else 'no'}")
    return same


def shares(new, lanes, most):
    """Prints how near each lane comes to what the card can do at most."""
    if not most:
        return
    print("\n| share of the card's limits | read 4,096 | greedy | 5 beams |\n|---|" + "---:|" * 3)
    for name, took in lanes.items():
        precision = name.split()[-1]
        cells = [FLOP / took["read 4096"] / most[f"flop/s {precision}"]]
        cells += [STEP[precision] * new / took[f"write {beams}"] / most["bytes/s"] for beams in BEAMS]
        print(f"| {name} | " + " | ".join(f"{cell:.0%}" for cell in cells) + " |")
    products = ", ".join(f"{most[f'flop/s {precision}'] / 1e12:.1f} TFLOP/s in {precision}" for precision in STEP)
    print(f"\nLimits, measured before the lanes: {products}; {most['bytes/s'] / 1e9:.0f} GB/s. Reading is bounded by products, a step of")
    print("writing by what it reads, which is counted once for all beams.")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--new-tokens", type=int, default=256, help="tokens to write")
    parser.add_argument("--table", action="store_true", help="measure nothing")
    parser.add_argument("--folder", type=pathlib.Path, default=compare.ROOT / "target" / "random-577m", help="weights")
    parser.add_argument("--results", type=pathlib.Path, default=compare.ROOT / "target" / "compare" / "gpu.json")
    parser.add_argument("--limits", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--peer", choices=["f32", "bf16"], help=argparse.SUPPRESS)
    parser.add_argument("--lengths", type=int, nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--writes", type=int, nargs="+", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.limits:
        return limits()
    if arguments.peer:
        return peer(arguments)
    if not arguments.table:
        target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", compare.ROOT / "target"))
        arguments.examples = target / "release" / "examples"
        if not (arguments.folder / "model.safetensors").exists():
            # any file: no text is read
            spiece = compare.HERE / "requirements.txt"
            subprocess.run([arguments.examples / "random_checkpoint", arguments.folder, spiece], check=True)
        arguments.folder = compare.extended(arguments.folder, POSITIONS)
        measured(arguments)
    return 0 if table(arguments.results) else 1


if __name__ == "__main__":
    sys.exit(main())
