#!/usr/bin/env python3
"""Pagewing beside transformers: the same random weights, document and searches, in turn.

    compare.py                 three runs, then the table over them
    compare.py --run 1         one run (some 15 minutes on two cores); saved, so that runs may be made one by one
    compare.py --run 1 --lanes int8,f32        these lanes of run 1 only; what else was saved of it stays
    compare.py --table         the tables of what is saved
    compare.py --linearity     Pagewing alone on 2,048, 4,096 and 8,192 tokens

See README.md on how to read what it prints.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
LANES = {
    "transformers f32": "transformers-f32",
    "transformers bf16": "transformers-bf16",
    "Pagewing f32": "f32",
    "Pagewing int8": "int8",
}


def tokens(count, vocabulary):
    return [(i * 7919 + 107) % vocabulary for i in range(count)]


def peer(arguments):
    """One run of transformers, in a process of its own; prints a line of JSON."""
    import resource

    import torch
    from transformers import BigBirdPegasusForConditionalGeneration

    torch.set_num_threads(arguments.threads)
    start = time.perf_counter()
    dtype = torch.float32 if arguments.peer == "f32" else torch.bfloat16
    model = BigBirdPegasusForConditionalGeneration.from_pretrained(arguments.folder, dtype=dtype).eval()
    result = {"load": time.perf_counter() - start, "encodes": [], "writes": []}
    with torch.inference_mode():
        for length in (arguments.short, arguments.tokens):
            ids = torch.tensor([tokens(length, model.config.vocab_size)])
            mask = torch.ones_like(ids)
            # reading a short text makes the encoder forget its block-sparse attention
            model.model.encoder.set_attention_type(model.config.attention_type)
            start = time.perf_counter()
            encoded = model.get_encoder()(input_ids=ids, attention_mask=mask)
            result["encodes"].append({"tokens": length, "seconds": time.perf_counter() - start})
        for beams in (arguments.beams, 1):
            start = time.perf_counter()
            written = model.generate(
                encoder_outputs=encoded,
                attention_mask=mask,
                num_beams=beams,
                do_sample=False,
                max_new_tokens=arguments.new_tokens,
                min_new_tokens=arguments.new_tokens,
                length_penalty=0.8,
            )
            result["writes"].append({
                "beams": beams, "seconds": time.perf_counter() - start, "ids": written[0].tolist()[1:],
            })
    result["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps(result))


def run(command, threads):
    environment = dict(os.environ, RAYON_NUM_THREADS=str(threads))
    done = subprocess.run([str(part) for part in command], env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def built():
    """The folder of the measuring programs, built if need be."""
    subprocess.run(
        ["cargo", "build", "--release", "--locked", "-p", "bigbird-pegasus", "--examples"],
        cwd=ROOT, check=True,
    )
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return target / "release" / "examples"


def measure(arguments, lane):
    """One lane of one run."""
    if lane.startswith("transformers-"):
        return run([
            sys.executable, __file__, "--peer", lane.removeprefix("transformers-"), "--folder", arguments.folder,
            "--tokens", arguments.tokens, "--short", arguments.short, "--new-tokens", arguments.new_tokens,
            "--beams", arguments.beams, "--threads", arguments.threads,
        ], arguments.threads)
    folder = arguments.int8_folder if lane == "int8" and arguments.int8_folder else arguments.folder
    return run([
        arguments.examples / "measure", folder, f"{arguments.short},{arguments.tokens}",
        f"{arguments.beams},1", arguments.new_tokens, lane, "zero",
    ], arguments.threads)


def extended(folder, positions):
    """The same weights with more positions, the table repeated."""
    to = folder.with_name(f"{folder.name}-{positions}")
    if not (to / "model.safetensors").exists():
        import torch
        from safetensors.torch import load_file, save_file

        to.mkdir(exist_ok=True)
        weights = load_file(folder / "model.safetensors")
        for name, table in weights.items():
            if name.endswith("embed_positions.weight"):
                weights[name] = torch.cat([table] * -(-positions // len(table)))[:positions].contiguous()
        save_file(weights, to / "model.safetensors")
        config = json.loads((folder / "config.json").read_text())
        config["max_position_embeddings"] = positions
        (to / "config.json").write_text(json.dumps(config))
        spiece = folder / "spiece.model"
        if spiece.exists():
            (to / "spiece.model").write_bytes(spiece.read_bytes())
    return to


def linearity(arguments):
    folder = extended(arguments.folder, 8192)
    lengths = [2048, 4096, 8192]
    print("\n| | 2,048 tokens | 4,096 tokens | 8,192 tokens | doublings |\n|---|---:|---:|---:|---:|")
    for lane in ("f32", "int8"):
        best = None
        for _ in range(3):
            result = run([
                arguments.examples / "measure", folder, ",".join(map(str, lengths)), "1", "1", lane, "zero",
            ], arguments.threads)
            seconds = [encode["seconds"] for encode in result["encodes"]]
            best = seconds if best is None else [min(pair) for pair in zip(best, seconds)]
        cells = " | ".join(f"{s:.2f} s" for s in best)
        print(f"| Pagewing {lane} | {cells} | {best[1] / best[0]:.2f}x, {best[2] / best[1]:.2f}x |")


def of_run(result, arguments):
    """Seconds of each kind of work of one lane."""
    encodes = {encode["tokens"]: encode["seconds"] for encode in result["encodes"]}
    writes = {write["beams"]: write["seconds"] for write in result["writes"]}
    encode = encodes[arguments.tokens]
    return {
        "short": encodes[arguments.short],
        "encode": encode,
        "beam": writes[arguments.beams],
        "greedy": writes[1],
        "in all": encode + writes[arguments.beams],
        "in all, greedy": encode + writes[1],
        "load": result["load"],
        "peak": result["peak"],
    }


def agreement(lanes, arguments):
    """Whether f32 wrote what transformers wrote in f32."""
    theirs, ours = lanes.get("transformers-f32"), lanes.get("f32")
    if not theirs or not ours:
        return True
    whole = True
    for a, b in zip(theirs["writes"], ours["writes"]):
        same = 0
        for x, y in zip(a["ids"], b["ids"]):
            if x != y:
                break
            same += 1
        name = "greedy" if a["beams"] == 1 else f"{a['beams']} beams"
        print(f"f32 writes the same tokens as transformers, {name}: {same} of {len(a['ids'])}")
        whole &= a["ids"] == b["ids"]
    return whole


def table(title, lanes, arguments):
    """`lanes`: what each lane took, by its key."""
    print(f"\n{title}: {arguments.tokens} tokens read, {arguments.new_tokens} written, {arguments.threads} threads\n")
    print(f"| | load | encode {arguments.short} | encode {arguments.tokens} | {arguments.beams} beams | greedy "
          f"| in all, {arguments.beams} beams | in all, greedy | peak memory |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for name, key in LANES.items():
        if took := lanes.get(key):
            speed = {kind: arguments.new_tokens / took[kind] for kind in ("beam", "greedy")}
            print(f"| {name} | {took['load']:.1f} s | {took['short']:.2f} s | {took['encode']:.2f} s "
                  f"| {speed['beam']:.2f} tokens/s | {speed['greedy']:.2f} tokens/s | {took['in all']:.1f} s "
                  f"| {took['in all, greedy']:.1f} s | {took['peak'] / 1e9:.2f} GB |")
    kinds = ["short", "encode", "beam", "greedy", "in all", "in all, greedy"]
    print(f"\n| times as fast | encode {arguments.short} | encode {arguments.tokens} | writing, {arguments.beams} beams "
          f"| writing, greedy | in all, {arguments.beams} beams | in all, greedy |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, key in list(LANES.items())[2:]:
        for other_name, other in list(LANES.items())[:2]:
            if key in lanes and other in lanes:
                ratios = " | ".join(f"{lanes[other][kind] / lanes[key][kind]:.1f}x" for kind in kinds)
                print(f"| {name} against {other_name} | {ratios} |")


def report(arguments):
    """Tables of all that is saved; whether f32 agreed everywhere."""
    runs = {}
    for file in sorted(arguments.results.glob("run-*.json")):
        saved = json.loads(file.read_text())
        if saved["work"] == work(arguments):
            runs[file.stem] = saved["lanes"]
    agreed = True
    for name, lanes in runs.items():
        table(name, {key: of_run(result, arguments) for key, result in lanes.items()}, arguments)
        print()
        agreed &= agreement(lanes, arguments)
    if len(runs) > 1:
        best = {}
        for lanes in runs.values():
            for key, result in lanes.items():
                took = of_run(result, arguments)
                kept = best.setdefault(key, took)
                for kind, value in took.items():
                    kept[kind] = max(kept[kind], value) if kind == "peak" else min(kept[kind], value)
        for took in best.values():
            took["in all"] = took["encode"] + took["beam"]
            took["in all, greedy"] = took["encode"] + took["greedy"]
        table(f"best of {len(runs)} runs", best, arguments)
    return agreed


def work(arguments):
    return {
        "tokens": arguments.tokens, "short": arguments.short, "new_tokens": arguments.new_tokens,
        "beams": arguments.beams, "threads": arguments.threads,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tokens", type=int, default=4096, help="tokens to read")
    parser.add_argument("--short", type=int, default=1024, help="tokens of a shorter text that is only read")
    parser.add_argument("--new-tokens", type=int, default=256, help="tokens to write")
    parser.add_argument("--beams", type=int, default=5)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--run", type=int, help="make this run only")
    parser.add_argument("--lanes", help="of " + ",".join(LANES.values()))
    parser.add_argument("--table", action="store_true", help="measure nothing")
    parser.add_argument("--linearity", action="store_true", help="2,048, 4,096 and 8,192 tokens, Pagewing only")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--results", type=pathlib.Path, default=ROOT / "target" / "compare", help="where runs are saved")
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / "target" / "random-577m", help="weights")
    parser.add_argument("--int8-folder", type=pathlib.Path, help="the same, converted; else quantized when loaded")
    parser.add_argument("--examples", type=pathlib.Path, help="folder of built examples; built if not given")
    parser.add_argument("--spiece", type=pathlib.Path, help="spiece.model that is copied beside new weights")
    parser.add_argument("--peer", choices=["f32", "bf16"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peer:
        return peer(arguments)
    if arguments.table:
        return 0 if report(arguments) else 1

    arguments.examples = arguments.examples or built()
    if not (arguments.folder / "model.safetensors").exists():
        spiece = arguments.spiece or HERE / "requirements.txt"  # any file: no text is read
        subprocess.run([arguments.examples / "random_checkpoint", arguments.folder, spiece], check=True)
    if arguments.linearity:
        return linearity(arguments)

    lanes = arguments.lanes.split(",") if arguments.lanes else list(LANES.values())
    if unknown := set(lanes) - set(LANES.values()):
        sys.exit(f"there is no lane {', '.join(unknown)}")
    arguments.results.mkdir(parents=True, exist_ok=True)
    for number in [arguments.run] if arguments.run else range(1, arguments.runs + 1):
        file = arguments.results / f"run-{number}.json"
        saved = {"work": work(arguments), "lanes": {}}
        if arguments.lanes and file.exists():
            before = json.loads(file.read_text())
            saved = before if before["work"] == saved["work"] else saved
        for lane in lanes:
            result = saved["lanes"][lane] = measure(arguments, lane)
            # saved at once: a run that is cut off is not lost
            file.write_text(json.dumps(saved))
            took = of_run(result, arguments)
            print(f"run {number}: {lane}: encode {took['encode']:.2f} s, {arguments.beams} beams "
                  f"{took['beam']:.1f} s, greedy {took['greedy']:.1f} s", file=sys.stderr, flush=True)
    return 0 if report(arguments) else 1


if __name__ == "__main__":
    sys.exit(main())
