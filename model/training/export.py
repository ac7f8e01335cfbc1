"""Stage 5: puts reader, embedder and salience head side by side for `pagewing models starter`, and checks them.

    python export.py --minilm MINILM --reader READER [--salience FOLDER] --out OUT
"""

import argparse
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file

from model import new_reader, weights


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--minilm", required=True)
    args.add_argument("--reader", required=True)
    args.add_argument("--salience", help="folder with salience.safetensors and salience.json")
    args.add_argument("--out", required=True)
    args = args.parse_args()
    out = Path(args.out)
    reader, expected = weights(args.reader), new_reader(args.minilm).state_dict()
    assert reader.keys() == expected.keys(), "the reader's tensors are not those of the architecture"
    for name, value in reader.items():
        assert value.shape == expected[name].shape, f"{name} has another shape"
        assert torch.isfinite(value).all(), f"{name} is not finite"
    for folder in ("reader", "embedder"):
        (out / folder).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(args.minilm) / "tokenizer.json", out / folder / "tokenizer.json")
    save_file({k: v.contiguous() for k, v in reader.items()}, out / "reader" / "model.safetensors")
    shutil.copyfile(Path(args.reader) / "config.json", out / "reader" / "config.json")
    save_file({k: v.contiguous() for k, v in weights(args.minilm).items()}, out / "embedder" / "model.safetensors")
    config = json.loads((Path(args.minilm) / "config.json").read_text())
    (out / "embedder" / "config.json").write_text(json.dumps(config, indent=1))
    if args.salience:
        for name in ("salience.safetensors", "salience.json"):
            shutil.copyfile(Path(args.salience) / name, out / name)
    print(f"{sum(v.numel() for v in reader.values()) / 1e6:.1f} M numbers in the reader")


if __name__ == "__main__":
    main()
