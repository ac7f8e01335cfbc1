"""The installed starter's reader as a folder to start from (`reader.py --warm`), so that training goes on from what is shipped.

    python shipped.py --starter assets/starter --minilm MINILM --out START

Matrices come out of int8 and word embeddings out of six bits, as `model/src/kernel/int8/panels.rs` and
`model/pagewing/src/six_bits.rs` write them: what the rounding took is lost, and is soon learned again.
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import save_file

from model import new_reader

# outputs side by side in a panel, and inputs of one output that follow one another
PANEL, GROUP = 16, 4


def matrix(panels, scales, sums, shape):
    """Int8 panels as [outputs, inputs]; the stored sums of each output's bytes show whether they were read right."""
    outputs, inputs = shape
    assert outputs % PANEL == 0 and inputs % GROUP == 0, "the panels are padded"
    whole = panels.view(np.int8).reshape(outputs // PANEL, inputs // GROUP, PANEL, GROUP)
    rows = whole.transpose(0, 2, 1, 3).reshape(outputs, inputs)
    assert (rows.sum(1, dtype=np.int64) == sums).all(), "the sums differ: the layout is another"
    return rows.astype(np.float32) * scales[:, None]


def table(packed, scales, shape):
    """Rows in six bits, four numbers in three bytes, as [rows, width]."""
    rows, width = shape
    three = packed.reshape(rows, width // 4, 3).astype(np.uint32)
    bits = three[..., 0] | three[..., 1] << 8 | three[..., 2] << 16
    four = np.stack([bits >> (6 * at) & 63 for at in range(4)], -1).astype(np.float32) - 32
    return four.reshape(rows, width) * scales[:, None]


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--starter", required=True)
    args.add_argument("--minilm", required=True)
    args.add_argument("--out", required=True)
    args = args.parse_args()
    reader, out = new_reader(args.minilm), Path(args.out)
    found = {}
    with safe_open(Path(args.starter) / "model.safetensors", "pt") as file:
        packed = json.loads(file.metadata()["pagewing.conversion"])["int8"]
        for name, value in reader.state_dict().items():
            stored, part = file.get_tensor(name), lambda which: file.get_tensor(f"{name}.{which}").numpy()
            if name in packed:
                stored = torch.from_numpy(matrix(stored.numpy(), part("scales"), part("sums"), value.shape))
            elif stored.dtype == torch.uint8:
                stored = torch.from_numpy(table(stored.numpy(), part("scales"), value.shape))
            found[name] = stored.float().reshape(value.shape).contiguous()
    out.mkdir(parents=True, exist_ok=True)
    save_file(found, out / "model.safetensors")
    (out / "config.json").write_text(json.dumps(reader.bert.config, indent=1))
    shutil.copyfile(Path(args.minilm) / "tokenizer.json", out / "tokenizer.json")


if __name__ == "__main__":
    main()
