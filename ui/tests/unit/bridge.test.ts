// Every method of the bridge calls the command of its name, with the arguments and the result that Rust declares.

import { beforeEach, describe, expect, test, vi } from 'vitest';

import { asProblem, type Bridge } from '../../src/bridge';
import { ARGUMENTS, type Commands } from '../../src/bridge/generated/Commands';
import { bridge } from '../../src/bridge/tauri';

const { invoke } = vi.hoisted(() => ({ invoke: vi.fn<(command: string, takes: unknown) => Promise<unknown>>() }));
vi.mock('@tauri-apps/api/core', () => ({ invoke, Channel: class {} }));

/** `import_files` as `importFiles`. */
type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;
type MethodOf<Name extends keyof Commands> = Camel<Name> extends keyof Bridge ? Bridge[Camel<Name>] : never;
/** True for two types that are the same, not only compatible. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** The types of the arguments in any order, as a union that keeps them apart. */
type Each<Types> = { [Name in keyof Types]: [Types[Name]] }[keyof Types];
type TakenBy<Method> = Method extends (...args: infer Args) => unknown ? Each<{ [At in keyof Args & `${number}`]: Args[At] }> : never;
type GivenBy<Method> = Method extends (...args: never) => Promise<infer Result> ? Result : never;
type TakenIn<Takes> = Takes extends Record<string, never> ? never : Each<Takes>;

/** Commands whose method differs from them. The channel of `subscribe` stands for its listener. */
type Different = {
  [Name in keyof Commands]: Same<GivenBy<MethodOf<Name>>, Commands[Name]['gives']> extends true
    ? Name extends 'subscribe'
      ? never
      : Same<TakenBy<MethodOf<Name>>, TakenIn<Commands[Name]['takes']>> extends true
        ? never
        : Name
    : Name;
}[keyof Commands];
/** Methods without a command. The web view itself reports files that are dragged. */
type Missing = Exclude<keyof Bridge, Camel<keyof Commands> | 'onDrag'>;

/** Compiles only for an empty list of names; the compiler's error shows the names. */
type None<Names extends never> = Names;
export type Checked = [None<Different>, None<Missing>];

const camel = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

const commands = Object.entries(ARGUMENTS);

test('there is a method for each command, and one that the web view itself answers', () => {
  expect(Object.keys(bridge).sort()).toEqual([...commands.map(([name]) => camel(name)), 'onDrag'].sort());
});

describe('a method', () => {
  beforeEach(() => {
    invoke.mockReset().mockResolvedValue('the result');
  });

  test.each(commands.filter(([name]) => name !== 'subscribe'))('calls its command: %s', async (name, names) => {
    const method = (bridge as unknown as Record<string, (...args: string[]) => Promise<unknown>>)[camel(name)]!;
    expect(await method(...names.map((argument) => `the ${argument}`))).toBe('the result');
    const takes = names.length === 0 ? undefined : Object.fromEntries(names.map((argument) => [argument, `the ${argument}`]));
    expect(invoke.mock.calls).toEqual([[name, takes]]);
  });

  test('passes every event on', async () => {
    const listener = vi.fn();
    await bridge.subscribe(listener);
    const [name, takes] = invoke.mock.calls[0]!;
    expect(name).toBe('subscribe');
    expect(Object.keys(takes as object)).toEqual([...ARGUMENTS.subscribe]);
    (takes as { channel: { onmessage: (event: unknown) => void } }).channel.onmessage({ kind: 'library' });
    expect(listener).toHaveBeenCalledWith({ kind: 'library' });
  });

  test('rejects with what the command rejects with', async () => {
    const error = { code: 'disk_full', path: '/library' };
    invoke.mockRejectedValue(error);
    await expect(bridge.jobs()).rejects.toEqual(error);
  });
});

describe('what a command rejects with', () => {
  test('passes through as it is', () => {
    const error = { code: 'scanned', pages: 12 };
    expect(asProblem(error)).toEqual(error);
  });

  test('is wrapped when it is plain text', () => {
    expect(asProblem('command find not found')).toEqual({ code: 'unexpected', detail: 'command find not found' });
    expect(asProblem(new Error('no'))).toEqual({ code: 'unexpected', detail: 'no' });
  });
});
