"""The two towers as plain PyTorch modules whose parameter names are those of Hugging Face's
`BigBirdForQuestionAnswering` (reader) and `BertModel` (embedder).

The attention is the one the application runs: full up to (5 + 2 r) blocks, above that block-sparse
(first and last block global, a window of three blocks, r random blocks drawn anew for every input).
"""

import json
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

BLOCK, RANDOM = 64, 3
FULL_LIMIT = (5 + 2 * RANDOM) * BLOCK


def random_plan(blocks, heads, generator=None):
    """Key blocks of every middle query block, [heads, blocks - 2, 8], and which of them are repeats."""
    middle = torch.arange(1, blocks - 1)
    fixed = torch.stack([torch.zeros_like(middle), middle - 1, middle, middle + 1, torch.full_like(middle, blocks - 1)], 1)
    taken = torch.zeros(blocks - 2, blocks, dtype=torch.bool).scatter_(1, fixed, True)
    draw = torch.rand(heads, blocks - 2, blocks, generator=generator).masked_fill(taken, -1)
    drawn = draw.topk(RANDOM, dim=-1).indices
    plan = torch.cat([fixed.expand(heads, -1, -1), drawn], -1)
    repeat = torch.zeros(blocks - 2, 5 + RANDOM, dtype=torch.bool)
    repeat[0, 1] = True  # block 0 is both global and in the window of block 1
    repeat[-1, 3] = True
    return plan, repeat


def block_sparse(q, k, v, length, plan, repeat):
    """Attention of [1, heads, tokens, dim] with tokens a multiple of the block; keys from `length` on are padding."""
    _, heads, tokens, dim = q.shape
    blocks = tokens // BLOCK
    ends = (torch.arange(tokens, device=q.device) < length)
    qb, kb, vb = (x.view(heads, blocks, BLOCK, dim) for x in (q, k, v))
    edge = torch.cat([qb[:, 0], qb[:, -1]], 1)[None]
    edge = F.scaled_dot_product_attention(edge, k, v, attn_mask=ends[None, None, None].expand(1, 1, 2 * BLOCK, -1))[0]
    head = torch.arange(heads, device=q.device)[:, None, None]
    keys = kb[head, plan].flatten(2, 3)
    values = vb[head, plan].flatten(2, 3)
    live = ends.view(blocks, BLOCK)[plan] & ~repeat[None, :, :, None]
    middle = F.scaled_dot_product_attention(qb[:, 1:-1], keys, values, attn_mask=live.flatten(2, 3)[:, :, None].expand(-1, -1, BLOCK, -1))
    out = torch.cat([edge[:, None, :BLOCK], middle, edge[:, None, BLOCK:]], 1)
    return out.reshape(1, heads, tokens, dim)


def plain_attention(q, k, v, mask):
    """The same as the fused kernel, whose backward pass takes twice as long on a CPU."""
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
    if mask is not None:
        scores = scores.masked_fill(~mask, -1e4)
    return scores.softmax(-1).to(v.dtype) @ v


class SelfAttention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.heads = c["num_attention_heads"]
        self.query = nn.Linear(c["hidden_size"], c["hidden_size"])
        self.key = nn.Linear(c["hidden_size"], c["hidden_size"])
        self.value = nn.Linear(c["hidden_size"], c["hidden_size"])

    def forward(self, x, mask, sparse):
        batch, tokens, width = x.shape
        q, k, v = (f(x).view(batch, tokens, self.heads, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        if sparse is None and self.training and x.device.type == "cpu":
            out = plain_attention(q, k, v, mask)
        elif sparse is None:
            out = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:
            out = block_sparse(q, k, v, *sparse)
        return out.transpose(1, 2).reshape(batch, tokens, width)


class Output(nn.Module):
    def __init__(self, inner, c):
        super().__init__()
        self.dense = nn.Linear(inner, c["hidden_size"])
        self.LayerNorm = nn.LayerNorm(c["hidden_size"], eps=c["layer_norm_eps"])

    def forward(self, x, residual):
        return self.LayerNorm(self.dense(x) + residual)


class Attention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.self = SelfAttention(c)
        self.output = Output(c["hidden_size"], c)


class Intermediate(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.dense = nn.Linear(c["hidden_size"], c["intermediate_size"])

    def forward(self, x):
        return F.gelu(self.dense(x))


class Layer(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.attention = Attention(c)
        self.intermediate = Intermediate(c)
        self.output = Output(c["intermediate_size"], c)

    def forward(self, x, mask, sparse):
        x = self.attention.output(self.attention.self(x, mask, sparse), x)
        return self.output(self.intermediate(x), x)


class Embeddings(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.word_embeddings = nn.Embedding(c["vocab_size"], c["hidden_size"])
        self.position_embeddings = nn.Embedding(c["max_position_embeddings"], c["hidden_size"])
        self.token_type_embeddings = nn.Embedding(c["type_vocab_size"], c["hidden_size"])
        self.LayerNorm = nn.LayerNorm(c["hidden_size"], eps=c["layer_norm_eps"])

    def forward(self, ids, types):
        places = self.position_embeddings.weight[: ids.shape[1]]
        return self.LayerNorm(self.word_embeddings(ids) + places + self.token_type_embeddings(types))


class Encoder(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.layer = nn.ModuleList(Layer(c) for _ in range(c["num_hidden_layers"]))


class Bert(nn.Module):
    """Embeddings and layers."""

    def __init__(self, c):
        super().__init__()
        self.config = c
        self.embeddings = Embeddings(c)
        self.encoder = Encoder(c)

    def forward(self, ids, types, lengths, generator=None):
        """[batch, tokens] -> [batch, tokens, width]; above the full limit one row at a time, padded to blocks."""
        sparse, mask = None, None
        if ids.shape[1] > FULL_LIMIT:
            assert ids.shape[0] == 1 and ids.shape[1] % BLOCK == 0
            plan, repeat = random_plan(ids.shape[1] // BLOCK, self.config["num_attention_heads"], generator)
            sparse = (int(lengths[0]), plan.to(ids.device), repeat.to(ids.device))
        elif bool((lengths < ids.shape[1]).any()):
            mask = (torch.arange(ids.shape[1], device=ids.device)[None] < lengths[:, None])[:, None, None]
            mask = mask.expand(-1, 1, ids.shape[1], -1)
        x = self.embeddings(ids, types)
        for layer in self.encoder.layer:
            x = layer(x, mask, sparse)
        return x


class Head(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.intermediate = Intermediate(c)
        self.output = Output(c["intermediate_size"], c)
        self.qa_outputs = nn.Linear(c["hidden_size"], 2)

    def forward(self, x):
        return self.qa_outputs(self.output(self.intermediate(x), x))


class Reader(nn.Module):
    """Start and end logits over [CLS] and the context."""

    def __init__(self, c):
        super().__init__()
        self.bert = Bert(c)
        self.qa_classifier = Head(c)

    def forward(self, ids, context_start, lengths, generator=None):
        place = torch.arange(ids.shape[1], device=ids.device)[None]
        types = ((place >= context_start[:, None]) & (place < lengths[:, None])).long()
        logits = self.qa_classifier(self.bert(ids, types, lengths, generator)).float()
        open_ = (place == 0) | ((place >= context_start[:, None]) & (place < lengths[:, None] - 1))
        return logits.masked_fill(~open_[..., None], -1e6)


def reader_config(minilm):
    """The `big_bird` configuration with the embedder's shape."""
    c = json.loads((Path(minilm) / "config.json").read_text())
    keys = ("hidden_size", "intermediate_size", "num_attention_heads", "num_hidden_layers", "vocab_size",
            "type_vocab_size", "layer_norm_eps", "pad_token_id", "initializer_range")
    return {k: c[k] for k in keys} | {
        "architectures": ["BigBirdForQuestionAnswering"], "model_type": "big_bird", "attention_type": "block_sparse",
        "block_size": BLOCK, "num_random_blocks": RANDOM, "max_position_embeddings": 4096, "hidden_act": "gelu",
        "attention_probs_dropout_prob": 0.0, "hidden_dropout_prob": 0.0, "classifier_dropout": 0.0, "use_bias": True,
        "rescale_embeddings": False, "is_decoder": False, "add_cross_attention": False, "tie_word_embeddings": True,
        "use_cache": True, "bos_token_id": CLS_ID, "eos_token_id": SEP_ID, "sep_token_id": SEP_ID}


CLS_ID, SEP_ID = 101, 102


def weights(folder):
    """The tensors of a folder in f32."""
    return {k: v.float() for k, v in load_file(Path(folder) / "model.safetensors").items() if v.is_floating_point()}


def new_reader(minilm, warm=None):
    """A reader over the embedder's weights, or from `warm`; everything is trained."""
    base = {f"bert.{k}": v for k, v in weights(minilm).items() if k.startswith(("embeddings.", "encoder."))}
    config = reader_config(minilm)
    places = base["bert.embeddings.position_embeddings.weight"]
    times = config["max_position_embeddings"] // places.shape[0]
    base["bert.embeddings.position_embeddings.weight"] = places.repeat(times, 1)
    reader = Reader(config)
    start = dict(reader.state_dict())
    for name, value in start.items():
        if name.startswith("qa_classifier.") and name.endswith("dense.weight") or name.endswith("qa_outputs.weight"):
            start[name] = torch.randn_like(value) * config["initializer_range"]
    reader.load_state_dict(start | base | (weights(warm) if warm else {}))
    return reader
