//! The block-sparse attention function by itself.

use bigbird_pegasus::Stop;
use bigbird_pegasus::parts::pattern::RandomTable;
use bigbird_pegasus::parts::{Projections, TokenMask, batched, block_sparse};

use crate::reference::{Reference, compare, device, number, text};

#[test]
fn block_sparse_attention_is_equal() {
    compare_attention(&Reference::committed());
}

#[test]
#[ignore = "needs ../shared/reference: parity in every case"]
fn block_sparse_attention_is_equal_in_every_case() {
    compare_attention(&Reference::whole());
}

fn compare_attention(reference: &Reference) {
    for case in &reference.cases("attention/index.json") {
        let tensors = reference.tensors(text(case, "file"));
        let input = |name: &str| {
            let t = tensors.get(name).expect("an input");
            let (batch, heads, length, dim) = t.dims4().expect("[batch, heads, length, dim]");
            let t = t.transpose(1, 2).and_then(|t| t.contiguous());
            t.and_then(|t| t.reshape((batch, length, heads * dim)))
                .expect("merged heads")
        };
        let dim = number(case, "head_dim") as f64;
        let query = (input("in.query") * dim.powf(-0.5)).expect("scaled");
        let (key, value) = (input("in.key"), input("in.value"));
        let mask = TokenMask::new(tensors.mask("in.attention_mask").expect("a mask"));
        let heads = number(case, "heads");
        let block_size = number(case, "block_size");
        let x = Projections {
            query: &query,
            key: &key,
            value: &value,
            heads,
        };
        let moved = [&query, &key, &value].map(|x| x.to_device(&device()).expect("moved"));
        let there = Projections {
            query: &moved[0],
            key: &moved[1],
            value: &moved[2],
            heads,
        };
        let stored = tensors
            .get("in.rand_attn")
            .expect("a table")
            .to_vec3::<i32>()
            .expect("a table");
        let row = |row: Vec<i32>| row.into_iter().map(|n| n as u32).collect();
        let drawn = stored
            .into_iter()
            .map(|head| head.into_iter().map(row).collect())
            .collect();
        let zero = RandomTable::Zero {
            num_random_blocks: number(case, "num_random_blocks"),
        };
        for (name, table) in [("eval", zero), ("seeded", RandomTable::Drawn(drawn))] {
            let theirs = tensors
                .get(&format!("out.{name}_context"))
                .expect("an output");
            let kernel = block_sparse::attend(&x, &table, block_size, &mask, &Stop::never())
                .expect("attends");
            let batched = batched::attend(&there, &table, block_size, &mask, &Stop::never())
                .expect("attends");
            for (path, ours) in [("kernel", kernel), ("batched", batched)] {
                let ours = ours.reshape(theirs.shape()).expect("heads apart");
                compare(
                    &format!("{} {name} {path}", text(case, "name")),
                    &ours,
                    theirs,
                    1e-5,
                    0.0,
                );
            }
        }
    }
}
