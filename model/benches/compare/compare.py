#!/usr/bin/env python3
"""Pagewing beside transformers: the same random weights, document and search, in turn.

    compare.py [--tokens 4096] [--new-tokens 256] [--beams 5] [--runs 3] [--peer-tokens N] [--threads N]

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
    load = time.perf_counter() - start
    ids = torch.tensor([tokens(arguments.tokens, model.config.vocab_size)])
    mask = torch.ones_like(ids)
    with torch.inference_mode():
        start = time.perf_counter()
        encoded = model.get_encoder()(input_ids=ids, attention_mask=mask)
        encode = time.perf_counter() - start
        start = time.perf_counter()
        written = model.generate(
            encoder_outputs=encoded,
            attention_mask=mask,
            num_beams=arguments.beams,
            do_sample=False,
            max_new_tokens=arguments.new_tokens,
            min_new_tokens=arguments.new_tokens,
            length_penalty=0.8,
        )
        write = time.perf_counter() - start
    print(json.dumps({
        "load": load, "encode": encode, "write": write,
        "tokens_per_second": arguments.new_tokens / write,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "ids": written[0].tolist()[1:],
    }))


def run(command, threads):
    environment = dict(os.environ, RAYON_NUM_THREADS=str(threads))
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def built():
    """The measuring program and the folder of random weights, made if need be."""
    subprocess.run(
        ["cargo", "build", "--release", "--locked", "-p", "bigbird-pegasus", "--examples"],
        cwd=ROOT, check=True,
    )
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return target / "release" / "examples"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tokens", type=int, default=4096, help="tokens to read")
    parser.add_argument("--new-tokens", type=int, default=256, help="tokens to write")
    parser.add_argument("--peer-tokens", type=int, help="tokens that transformers writes; the rest is extrapolated")
    parser.add_argument("--beams", type=int, default=5)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / "target" / "random-577m", help="weights")
    parser.add_argument("--examples", type=pathlib.Path, help="folder of built examples; built if not given")
    parser.add_argument("--spiece", type=pathlib.Path, help="spiece.model that is copied beside new weights")
    parser.add_argument("--peer", choices=["f32", "bf16"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peer:
        return peer(arguments)

    examples = arguments.examples or built()
    if not (arguments.folder / "model.safetensors").exists():
        spiece = arguments.spiece or HERE / "requirements.txt"  # any file: no text is read
        subprocess.run([examples / "random_checkpoint", arguments.folder, spiece], check=True)
    peer_tokens = min(arguments.peer_tokens or arguments.new_tokens, arguments.new_tokens)

    def theirs(precision):
        return [
            sys.executable, __file__, "--peer", precision, "--folder", arguments.folder,
            "--tokens", str(arguments.tokens), "--new-tokens", str(peer_tokens),
            "--beams", str(arguments.beams), "--threads", str(arguments.threads),
        ]

    def ours(precision, count):
        return [
            examples / "measure", arguments.folder, str(arguments.tokens),
            str(arguments.beams), str(count), precision, "zero",
        ]

    lanes = {
        "transformers f32": theirs("f32"),
        "transformers bf16": theirs("bf16"),
        "Pagewing f32": ours("f32", arguments.new_tokens),
        "Pagewing int8": ours("int8", arguments.new_tokens),
    }
    best = {}
    for number in range(arguments.runs):
        for name, command in lanes.items():
            result = run([str(part) for part in command], arguments.threads)
            print(f"run {number + 1}: {name}: encode {result['encode']:.2f} s, "
                  f"{result['tokens_per_second']:.2f} tokens/s", file=sys.stderr)
            kept = best.setdefault(name, result)
            kept["encode"] = min(kept["encode"], result["encode"])
            kept["tokens_per_second"] = max(kept["tokens_per_second"], result["tokens_per_second"])
            kept["load"] = min(kept["load"], result["load"])
            kept["peak"] = max(kept["peak"], result["peak"])

    exact = run([str(part) for part in ours("f32", peer_tokens)], arguments.threads)["ids"]
    wanted = best["transformers f32"]["ids"]
    same = exact == wanted
    print(f"\nf32 writes the same {peer_tokens} tokens as transformers: {'yes' if same else 'NO'}\n")

    def whole(result):
        return result["encode"] + arguments.new_tokens / result["tokens_per_second"]

    f32, bf16 = whole(best["transformers f32"]), whole(best["transformers bf16"])
    print(f"{arguments.tokens} tokens read, {arguments.new_tokens} written with {arguments.beams} beams, "
          f"{arguments.threads} threads, best of {arguments.runs} runs\n")
    print("| | load | encode | tokens/s | in all | against f32 | against bf16 | peak memory |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, result in best.items():
        print(f"| {name} | {result['load']:.1f} s | {result['encode']:.1f} s "
              f"| {result['tokens_per_second']:.2f} | {whole(result):.1f} s | {f32 / whole(result):.1f}x "
              f"| {bf16 / whole(result):.1f}x | {result['peak'] / 1e9:.2f} GB |")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
