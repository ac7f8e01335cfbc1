// Run by `./test lint`: node --test scripts/cards.test.mjs
// What scripts/cards has a compiler do, shown by programs that stand in for those that it calls.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('cards', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'cards-'));
after(() => rmSync(root, { recursive: true }));

/** A program of that name in a folder, written in sh. */
const program = (folder, name, text) => {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
};

/** What the script had cargo do, with these programs besides cargo, on a system of this name. */
const checked = (name, argument, system, programs) => {
  const home = join(root, name);
  const [bin, target, library] = ['bin', 'target', 'library'].map((folder) => join(home, folder));
  for (const folder of [bin, target, library]) mkdirSync(folder, { recursive: true });
  program(bin, 'cargo', `echo "$*, for \${CUDA_COMPUTE_CAP-no} card with \${CUDA_HOME-no} CUDA" >> ${home}/cargo\n${programs.cargo ?? ''}`);
  program(bin, 'rustc', `echo ${library}`);
  program(bin, 'uname', `echo ${system}`);
  for (const [of, text] of Object.entries(programs)) if (of !== 'cargo') program(bin, of, text.replaceAll('TARGET', target));
  const env = { PATH: `${bin}${delimiter}/usr/bin${delimiter}/bin`, HOME: home, CARGO_TARGET_DIR: target };
  const { status, stdout, stderr } = spawnSync('bash', [SCRIPT, argument], { encoding: 'utf8', env });
  assert.equal(status, 0, stdout + stderr);
  return { home, target, cargo: readFileSync(join(home, 'cargo'), 'utf8').trim().split('\n'), said: stdout + stderr };
};

const everything = (target, feature) => [
  `check --locked${target} --package pagewing --no-default-features --features ${feature}`,
  `check --locked${target} --package pagewing-tests --no-default-features --features ${feature} --test parity`,
  `check --locked${target} --package bigbird-pegasus --features ${feature} --examples`,
];

test('a toolkit that is there is used', () => {
  const { cargo, said } = checked('toolkit', 'cuda', 'Linux', { cc: '', nvcc: '' });
  assert.deepEqual(cargo, everything('', 'cuda').map((line) => `${line}, for 80 card with no CUDA`));
  assert.match(said, /The types hold: cuda;/);
});

test('where there is none, its compiler comes from Python packages of one version', { skip: existsSync('/usr/bin/nvcc') }, () => {
  const packages = 'lib/python3.11/site-packages/nvidia/cu13';
  // `python3 -m venv FOLDER`, and its pip
  const python = `mkdir -p $3/bin $3/${packages}/bin
printf '#!/bin/sh\\necho "$*" > TARGET/pip\\nprintf "#!/bin/sh" > TARGET/cuda/${packages}/bin/nvcc\\nchmod +x TARGET/cuda/${packages}/bin/nvcc\\n' > $3/bin/pip
chmod +x $3/bin/pip`;
  const { target, cargo } = checked('packages', 'cuda', 'Linux', { cc: '', python3: python, cargo: 'nvcc' });
  assert.deepEqual(cargo, everything('', 'cuda').map((line) => `${line}, for 80 card with ${target}/cuda/${packages} CUDA`));
  const [install, ...asked] = readFileSync(join(target, 'pip'), 'utf8').trim().split(' ');
  assert.equal(install, 'install');
  assert.deepEqual(asked.filter((one) => !/^nvidia-[a-z-]+==13\.0\.\*$/.test(one)), []);
});

test('elsewhere than on a Mac, nothing written in C is compiled for one', () => {
  // as build scripts call them
  const built = `cd "$CARGO_TARGET_DIR"
"$CC_aarch64_apple_darwin" -E detect.c && "$CC_aarch64_apple_darwin" -O3 -arch arm64 -o made.o -c it.c && "$AR_aarch64_apple_darwin" cq libmade.a made.o && "$AR_aarch64_apple_darwin" s libmade.a`;
  const { target, cargo } = checked('metal', 'metal', 'Linux', { cc: 'exit 1', cargo: built });
  assert.deepEqual(cargo, everything(' --target aarch64-apple-darwin', 'metal').map((line) => `${line}, for no card with no CUDA`));
  for (const made of ['made.o', 'libmade.a']) assert.equal(statSync(join(target, made)).size, 0);
  assert.equal(existsSync(join(target, 'detect.c')), false);
});

test('a Mac has compilers of its own', () => {
  const { target } = checked('mac', 'metal', 'Darwin', { cc: '', cargo: 'test -z "${CC_aarch64_apple_darwin-}"' });
  assert.equal(existsSync(join(target, 'no-compiler')), false);
});

test('a build that there is not is named', () => {
  const { status, stderr } = spawnSync('bash', [SCRIPT, 'vulkan'], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, /'vulkan'.*cuda, metal/);
});
